/// Which events of a run are told; what is empty or nil keeps none away.
package struct StoryFilter: Equatable, Sendable {
    package var replicas: Set<String> = []
    package var events: Set<String> = []
    package var demands: ClosedRange<UInt64>?

    package init() {}

    /// An event about all replicas, as a verdict, is about those whose ballot was no supporter's.
    package func keeps(_ event: StoryEvent) -> Bool {
        guard events.isEmpty || events.contains(event.event) else { return false }
        if let demands {
            guard let demand = event.demand, demands.contains(demand) else { return false }
        }
        guard !replicas.isEmpty else { return true }
        if let replica = event.replica { return replicas.contains(replica) }
        return !replicas.isDisjoint(with: event.conspicuous)
    }
}

extension StoryEvent {
    /// The replicas of a verdict that did not support it, in alphabetical order.
    var conspicuous: [String] {
        guard let ballots else { return [] }
        let supporters = Set(explanation?.supporters ?? [])
        return ballots.keys.filter { !supporters.contains($0) }.sorted()
    }
}
