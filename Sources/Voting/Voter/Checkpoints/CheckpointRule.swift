/// When the state of replicas is saved and voted on.
package struct CheckpointRule: Equatable, Sendable {
    /// After so many demands; at least 1.
    package var every: UInt64 = 1000
    /// And after so many nanoseconds in which there were demands.
    package var nanoseconds: UInt64?
    /// No longer state is taken.
    package var stateBytesMax = 64 << 10

    package static let stateBytesRange = 1...(8 << 20)

    package init() {}

    /// What is wrong with it, or nil.
    var flaw: String? {
        if every == 0 { return "a checkpoint after no demands" }
        if nanoseconds == 0 { return "a checkpoint after no time" }
        if nanoseconds ?? 0 > 1 << 62 { return "the time between checkpoints is out of range" }
        if !Self.stateBytesRange.contains(stateBytesMax) { return "stateBytesMax is out of range" }
        return nil
    }

    /// Of an answer to a demand of our own.
    var answerBytesMax: Int { ReservedText.state.count + stateBytesMax }
}

extension VoterPlan {
    /// Room in a replica's answers for one to a demand of our own.
    var stateRoom: Int {
        checkpoint.map { $0.answerBytesMax + FrameHeader.byteCount + 1 } ?? 0
    }
}
