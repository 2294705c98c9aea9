/// The voter's decision on a demand.
package enum Verdict: UInt8, Sendable {
    /// Open ballots can still change it.
    case undecided
    /// Enough of the configured replicas gave the same answer.
    case agreed
    /// They did not and no longer can; the restrictive answer goes out.
    case restrictive

    /// Decided as early as no open ballot can change it, restrictive included.
    ///
    /// With `2 * agree > n` at most one answer can ever reach `agree`, so the largest class
    /// decides.
    /// - Parameters:
    ///   - support: ballots of the largest class of equal answers.
    ///   - open: ballots that may still join it, or form a class of their own.
    package init(support: Int, open: Int, agree: Int) {
        if support >= agree {
            self = .agreed
        } else if support + open < agree {
            self = .restrictive
        } else {
            self = .undecided
        }
    }
}
