/// What a producer wrote into the ring that cannot be: it is faulty, and nothing more is taken.
package enum RingFlaw: Error, Equatable, Sendable {
    /// The producer's position is behind, too far ahead or crooked.
    case head(UInt64, tail: UInt64)
    case length(UInt64)
    case kind(UInt32)
    case sequence(UInt64, expected: UInt64)
    case payload(RecordKind)
}
