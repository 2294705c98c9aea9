/// One part of an answer that is looked at on its own: a field, or a bit of a field.
package struct Condition: Equatable, Sendable {
    /// As `AnswerReader.label` has it: `2` or `LAUNCH`, a field; `1.4` or `CMV.4`, a bit of one.
    package let label: String
    package let isBit: Bool
    /// Whether it is all that is voted on.
    package let decidesAlone: Bool
    /// For bits, the classes are the bits themselves: 0 and 1.
    package let votes: RecordedVotes

    package init(label: String, isBit: Bool, decidesAlone: Bool = false, votes: RecordedVotes) {
        self.label = label
        self.isBit = isBit
        self.decidesAlone = decidesAlone
        self.votes = votes
    }
}
