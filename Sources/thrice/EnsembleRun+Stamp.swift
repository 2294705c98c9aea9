import CLinux
import Ensembles
import Voting

/// What is drawn for each demand.
extension EnsembleRun {
    /// - Parameter seed: of the random bits; nil is drawn from the kernel.
    static func stamp(_ ensemble: Ensemble, seed: UInt64?) throws -> StampRule {
        let hasRandom = ensemble.stamps.contains(.random)
        guard hasRandom || seed == nil else {
            throw ThriceError(
                .usage, "--stamp-seed: there is nothing to draw", hint: "stamp: [random]")
        }
        guard !ensemble.stamps.isEmpty else { return .none }
        // Below 2^53, so that every reader of JSON reads it exactly.
        let drawn = hasRandom ? seed ?? UInt64.random(in: 0..<1 << 53) : 0
        return StampRule(
            hasTime: ensemble.stamps.contains(.time), hasRandom: hasRandom, seed: drawn,
            epochNanoseconds: ensemble.stamps.contains(.time) ? UInt64(thrice_epoch()) : 0)
    }

    /// What stands in front of each demand; nil without a stamp.
    var stampWords: String? {
        guard stamp != .none else { return nil }
        let seed = stamp.hasRandom ? ", drawn with --stamp-seed \(stamp.seed)" : ""
        return "\(stamp.words.joined(separator: " and ")) in front of each demand\(seed)"
    }
}
