/// Bytes that a process moves with one system call while it works on a demand.
package struct Transfer: Codable, Hashable, Sendable {
    package var stream: Stream
    /// Among the calls of its stream and direction since the demand was given, from 1.
    package var ordinal: Int
    package var isWrite: Bool
    /// Moved without a fault, at least 1.
    package var byteCount: Int

    package init(_ stream: Stream, isWrite: Bool, ordinal: Int, byteCount: Int) {
        (self.stream, self.isWrite) = (stream, isWrite)
        (self.ordinal, self.byteCount) = (ordinal, byteCount)
    }

    /// What passes between the processes of an ensemble.
    package enum Stream: String, Codable, CaseIterable, Sendable {
        /// From the consumer to the voter.
        case demands
        /// From the voter to the replicas.
        case handover
        /// From the replicas to the voter.
        case answers
        /// From the voter to the gate.
        case verdicts
        /// From the gate to the consumer.
        case output
        /// What guardian, supervisor, voter and journaler say to each other.
        case control
        /// Into the journal's files.
        case journal
        /// Into any other file.
        case files
    }

    /// As `handover 2`.
    package var text: String { "\(stream.rawValue) \(ordinal)" }
}
