/// Why the gate gave an answer: one word of a trace line, one count of the summary.
package enum GateCause: String, CaseIterable, Sendable {
    /// The next record, authentic and in time: its own answer.
    case passed
    /// The next record says that the voter found no quorum.
    case restrictive
    /// A good record while the gate is latched.
    case held
    /// A cycle without a record, before the first one or while latched.
    case quiet
    /// The record that ends the stream in order.
    case end

    /// Not a verdict record of this version.
    case malformed
    /// A line longer than any record with an allowed answer.
    case overlong
    /// The check code is not that of the line.
    case check
    /// At least one record before this one never came.
    case gap
    /// A number that has gone by already: repeated or out of order.
    case repeated
    /// For another demand than the consumer's, or an end before the consumer's last demand.
    case digest
    /// Came at or after its own expiry.
    case expired
    /// The answer given last expired before the next record came.
    case withdrawn
    /// No record for a whole cycle.
    case silence
    /// The clock went backwards.
    case clock
    /// The stream broke off: end of input without an end record.
    case cut
    /// A line after the end.
    case ended

    /// A fault latches the gate.
    package var isFault: Bool {
        switch self {
        case .passed, .restrictive, .held, .quiet, .end: false
        default: true
        }
    }
}
