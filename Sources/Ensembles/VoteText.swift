import Voting

/// Texts of the vote that a file and a command line share.
enum VoteText {
    static let latchWords = "a whole number from 1 to \(LatchRule.inARowMax), 'forever' or 'none'"
    static let dissentLimitWords = "a whole number from 1 to \(Self.dissentsMax) or 'none'"
    static let faultsWords = "faults as crash=1,symmetric=1,asymmetric=0, each 0 to 64"
    static let dissentsMax: UInt64 = 1_000_000

    /// Nil inside for `none`; nil outside for anything that is no limit.
    static func dissentLimit(_ text: String) -> UInt64?? {
        if text == "none" { return .some(nil) }
        guard let count = SizeText.wholeNumber(text[...]), 1...dissentsMax ~= count else {
            return nil
        }
        return count
    }

    /// `crash=1,symmetric=2`; what is not named is 0. Nil for an unknown or repeated name, a
    /// number beyond 64, and for nothing.
    static func faults(_ text: String) -> FaultHypothesis? {
        var counts: [Substring: Int] = [:]
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let words = part.split(separator: "=", omittingEmptySubsequences: false)
            guard words.count == 2, EnsembleKey.faults.contains(String(words[0])),
                let count = SizeText.wholeNumber(words[1]), count <= FaultHypothesis.countMax,
                counts.updateValue(Int(count), forKey: words[0]) == nil
            else { return nil }
        }
        return FaultHypothesis(
            crash: counts["crash"] ?? 0, symmetric: counts["symmetric"] ?? 0,
            asymmetric: counts["asymmetric"] ?? 0)
    }
}
