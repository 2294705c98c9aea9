/// What has to be safe before an answer may leave.
package enum Durability: String, CaseIterable, Sendable {
    /// Its demand's record and its verdict's, by `fdatasync`.
    case synced
    /// Nothing: records follow when they can, and survive any process of the run, not the machine.
    case buffered
    /// There is no journal.
    case none
}
