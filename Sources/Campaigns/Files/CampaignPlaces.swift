import Ensembles
import Voting

/// Where a campaign's file says what only its ensemble can refute.
package struct CampaignPlaces: Sendable {
    /// By line of `faults`.
    var hits: [Int: Problem.Place] = [:]
    var votes: [(size: VoteSize, place: Problem.Place)] = []
    var replicas: [(name: String, place: Problem.Place)] = []
}

extension Campaign {
    /// What the file asks for and an ensemble of these replicas, by name, does not have.
    package func problems(among names: [String]) -> [Problem] {
        let strangers = places.replicas.filter { !names.contains($0.name) }.map { name, place in
            Problem(
                place, "replicas: there is no replica '\(name)'",
                hint: NearestName.of(name, among: names).map { "did you mean '\($0)'?" }
                    ?? "one of \(names.joined(separator: ", "))")
        }
        let struck = replicas.map { Set($0).intersection(names).count } ?? names.count
        let excessive = places.hits.sorted { $0.key < $1.key }.compactMap { index, place in
            lines[index].hits <= struck
                ? nil
                : Problem(
                    place, "hits: \(lines[index].hits) of \(struck) replicas",
                    hint: "at most \(struck)")
        }
        let large = places.votes.filter { $0.size.replicas > names.count }.map { size, place in
            Problem(
                place, "votes: '\(size)' has more replicas than the \(names.count) of the ensemble",
                hint: "of at most \(names.count)")
        }
        return strangers + (strangers.isEmpty ? excessive : []) + large
    }
}
