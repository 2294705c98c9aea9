/// One thing that is to be said about a threshold before it is used.
package struct ThresholdFinding: Equatable, Sendable {
    package enum Severity: Sendable, CaseIterable {
        /// Must not be used like this.
        case refused
        /// May be used; who does should know.
        case warning
        /// Neither good nor bad: what the threshold means.
        case fact
    }

    /// What is to be changed, so that a message can point there.
    package enum Subject: String, Sendable, CaseIterable {
        case replicas, agree, policy, tie, relation, faults, inFlight
    }

    package let severity: Severity
    package let subject: Subject
    /// A lower-case fragment.
    package let text: String
    /// What to do instead, where something can be done.
    package let hint: String?

    package init(
        _ severity: Severity, _ subject: Subject, _ text: String, hint: String? = nil
    ) {
        self.severity = severity
        self.subject = subject
        self.text = text
        self.hint = hint
    }
}

extension ThresholdFinding: CustomStringConvertible {
    /// One line, as errors are written.
    package var description: String { hint.map { "\(text) (hint: \($0))" } ?? text }
}
