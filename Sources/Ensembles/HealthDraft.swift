/// What `health` says, with the places of what is checked against the vote.
struct HealthDraft {
    var health: Health
    var rejuvenate: Placed<UInt64>?
    var reserve: Placed<UInt64>?
    var faults: Placed<UInt64>?
    var rebuilds: Placed<UInt64>?
    /// Where one of the two keys about them stands.
    var rebuildDetail: (key: String, place: Problem.Place)?
}
