/// The voter's decision on a demand.
package enum Verdict: UInt8, Sendable {
    /// Open ballots can still change it.
    case undecided
    /// Enough of the configured replicas gave the same answer.
    case agreed
    /// They did not and no longer can; the restrictive answer goes out.
    case restrictive
}
