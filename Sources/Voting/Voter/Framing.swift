/// How demands and answers are cut out of a replica's byte streams.
package enum Framing: String, Sendable, CaseIterable {
    /// One line a demand, one line an answer.
    case lines
    /// A `FrameHeader` before every demand and every answer; an answer echoes the demand's number.
    case frames
    /// One run of the command per demand; an adapter makes it look like `frames` to the voter.
    case process
}
