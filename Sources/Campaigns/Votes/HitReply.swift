/// What the voter gets of a replica that was hit.
package enum HitReply: Equatable, Sendable {
    /// Without its line feed.
    case answer([UInt8])
    /// Nothing, or nothing in time.
    case silent
    /// Something that is no answer: two of them, no end, an end of the replica.
    case broken
}
