/// Why an answer, or a demand, was not accepted.
package struct Rejection: Error, Equatable, Sendable {
    /// `PRE`, `INVARIANT`, `OPERATION`, `CONDITION` (of a choice), ….
    package var clause: String
    /// The conjunct or substitution that failed, as it is written; at most 200 bytes.
    package var text: String
    /// `Brakes.mch:41:9`
    package var place: String
    /// Names and values that matter, at most 16: `speed = 12`, `RELEASE: TRUE, allowed: FALSE`.
    package var values: [String]

    package init(clause: String, text: String, place: String, values: [String]) {
        self.clause = clause
        self.text = text
        self.place = place
        self.values = values
    }
}
