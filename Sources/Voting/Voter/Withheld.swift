/// Demands that were answered restrictively since the journal did not take their records in time,
/// until that is recorded itself.
struct Withheld {
    /// From 0.
    var first: UInt64
    var last: UInt64
}
