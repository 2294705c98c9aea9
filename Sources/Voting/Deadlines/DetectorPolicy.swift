/// When an answer is so late that the replica is taken to have failed; times in nanoseconds.
package struct DetectorPolicy: Equatable, Sendable, Codable {
    /// The deadline is never shorter, however fast the answers were.
    package var floorNanoseconds: UInt64
    /// Nor longer, whatever stretches it; also the deadline before there are enough answers.
    package var ceilingNanoseconds: UInt64
    /// The suspicion at the deadline: one answer in 10 to this power would come later still, if
    /// their times were normal.
    package var suspicion: Double = 8
    /// Of the mean: the deadline is at least so much later than it.
    package var marginPercent = 100
    package var answersMin = 16

    package init(floorNanoseconds: UInt64, ceilingNanoseconds: UInt64) {
        self.floorNanoseconds = floorNanoseconds
        self.ceilingNanoseconds = ceilingNanoseconds
    }

    package var flaw: String? {
        if floorNanoseconds < 1 { return "no time at all for an answer" }
        if ceilingNanoseconds < floorNanoseconds { return "the ceiling is below the floor" }
        if !(suspicion >= 1 && suspicion <= 15) { return "a suspicion not from 1 to 15" }
        if marginPercent < 0 { return "a negative margin" }
        if answersMin < 1 { return "a deadline from no answer" }
        return nil
    }
}
