/// What `health` says, with the places of what is checked against the vote.
struct HealthDraft {
    var health: Health
    var rejuvenate: Placed<UInt64>?
    var reserve: Placed<UInt64>?
    var faults: Placed<UInt64>?
}
