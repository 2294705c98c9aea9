import Glibc

/// Who sits in each seat, and which spares are left.
struct Seating {
    private let plan: SupervisionPlan
    private var list: SeatList
    /// What is started in each seat.
    private(set) var occupants: [ReplicaPlan]

    /// Takes up what a run that goes on had come to.
    init(_ plan: SupervisionPlan) {
        self.plan = plan
        occupants = plan.replicas
        let kept = plan.seatsPath.map { SeatList.read($0) } ?? SeatList()
        list = SeatList()
        list.usedSpares = kept.usedSpares
        for entry in kept.seats {
            guard let seat = plan.replicas.firstIndex(where: { $0.name == entry.replica }),
                let occupant = occupant(entry, of: seat)
            else { continue }
            occupants[seat] = occupant
            list.seats.append(entry)
        }
    }

    private func occupant(_ entry: SeatList.Seat, of seat: Int) -> ReplicaPlan? {
        if let program = entry.program {
            if program.contains("/") && access(program, X_OK) != 0 { return nil }
            return plan.replicas[seat].running(program, words: entry.words ?? [program])
        }
        return (plan.spares + plan.replicas.suffix(plan.shadows)).first {
            $0.name == entry.occupant
        }.map { seated($0, in: seat) }
    }

    var sparesLeft: Int { plan.spares.indices.count { !isUsed($0) } }

    private func isUsed(_ spare: Int) -> Bool { list.usedSpares.contains(plan.spares[spare].name) }

    /// Puts the next spare into a seat.
    ///
    /// - Returns: its place among the spares; nil when there is none left.
    mutating func seatSpare(in seat: Int) -> Int? {
        guard let spare = plan.spares.indices.first(where: { !isUsed($0) }) else { return nil }
        list.usedSpares.append(plan.spares[spare].name)
        occupants[seat] = seated(plan.spares[spare], in: seat)
        note(
            SeatList.Seat(
                replica: plan.replicas[seat].name, occupant: plan.spares[spare].name))
        return spare
    }

    mutating func seat(_ build: SeatBuild, program: String) {
        let replica = plan.replicas[build.seat]
        occupants[build.seat] = replica.running(program, words: [program])
        note(
            SeatList.Seat(
                replica: replica.name, occupant: "\(replica.name)-\(build.number)",
                seed: build.seed, program: program))
    }

    /// For a time: nothing is written of it.
    mutating func sit(_ occupant: ReplicaPlan, in seat: Int) { occupants[seat] = occupant }

    /// The newcomer stays.
    mutating func keep(_ swap: SwapPlan) {
        note(
            SeatList.Seat(
                replica: plan.replicas[swap.terms.seat].name, occupant: swap.occupant,
                program: swap.words?.first, words: swap.words))
    }

    /// What belongs to the seat stays: the name, under which it is known, and the core.
    private func seated(_ spare: ReplicaPlan, in seat: Int) -> ReplicaPlan {
        var occupant = spare
        occupant.name = plan.replicas[seat].name
        occupant.core = plan.replicas[seat].core
        return occupant
    }

    private mutating func note(_ entry: SeatList.Seat) {
        list.seats.removeAll { $0.replica == entry.replica }
        list.seats.append(entry)
        if let path = plan.seatsPath { list.write(path) }
    }
}

extension SupervisionPlan {
    /// Who sat in each seat when the run was last heard of; the configured ones where nobody else.
    package var occupants: [ReplicaPlan] { Seating(self).occupants }
}
