/// What `thrice run --summary FILE` writes, as far as scripts may rely on it.
struct RunSummary: Decodable {
    struct Replica: Decodable {
        let name: String
        let agreed, dissented, late, silent, crashed, malformed, absent: Int
        let rejected, restarts: Int

        var ballots: Int {
            agreed + dissented + late + silent + crashed + malformed + absent + rejected
        }
    }

    let schemaVersion: Int
    let stampSeed: UInt64?
    let shutAt: Int
    let demands, agreed, masked, restrictive, restarts, unrecorded, supervisorsLost,
        journalersLost: Int
    let replicas, shadows: [Replica]
    let seats: [Seat]?

    /// Who sits at the end where somebody else was configured.
    struct Seat: Decodable, Equatable {
        let replica, occupant: String
        let seed: UInt64?
    }

    func replica(_ name: String) throws -> Replica {
        guard let found = replicas.first(where: { $0.name == name }) else {
            throw KitError("the summary has no replica '\(name)'")
        }
        return found
    }
}
