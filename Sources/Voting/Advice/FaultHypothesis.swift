/// How many of the configured replicas may be faulty for one demand, by what their faults look
/// like: the hybrid fault model of P. Thambidurai and Y.-K. Park, "Interactive Consistency with
/// Multiple Failure Modes", 7th Symposium on Reliable Distributed Systems, 1988.
///
/// There the faults are those of units that exchange values; here those of replicas that answer
/// one voter.
package struct FaultHypothesis: Equatable, Sendable {
    package static let countMax = 64

    /// m: gives no answer in time, and everybody sees that (the model's benign faults).
    package let crash: Int
    /// s: gives one wrong answer, the same to whoever reads it.
    package let symmetric: Int
    /// a: may give each reader another answer.
    package let asymmetric: Int

    /// - Precondition: each is 0...64.
    package init(crash: Int = 0, symmetric: Int = 0, asymmetric: Int = 0) {
        let counts = [crash, symmetric, asymmetric]
        precondition(counts.allSatisfy { 0...Self.countMax ~= $0 }, "faults \(counts)")
        self.crash = crash
        self.symmetric = symmetric
        self.asymmetric = asymmetric
    }

    /// Replicas that may say something wrong: a + s. One voter reads each answer once and gives
    /// every replica the same frozen demand, so an asymmetric fault shows it one face only.
    package var wrong: Int { asymmetric + symmetric }
    /// Replicas that may fail in any way: a + s + m.
    package var total: Int { wrong + crash }
}

// With one trusted voter. Replicated voters must first agree on what they read: there Lincoln and
// Rushby need n > 2a + 2s + m + r in r + 1 rounds with r >= a (P. Lincoln, J. Rushby, "Formal
// Verification of an Algorithm for Interactive Consistency under a Hybrid Fault Model", SRI
// technical report SRI-CSL-93-2, 1993). With the one voter there is no such exchange: r = 0, and
// the condition that a bounds r falls away with it.
extension FaultHypothesis {
    /// No wrong answer goes out: the wrong replicas alone do not make a quorum, agree >= a + s + 1.
    package func isNeverWrong(agree: Int) -> Bool { agree >= wrong + 1 }

    /// An answer always goes out: the others make a quorum, n - (a + s + m) >= agree.
    ///
    /// With a rule for ties, where `2 * agree <= n`, this holds only together with
    /// `isNeverWrong`: two wrong quorums, or a wrong and a right one, could tie.
    package func isNeverSilent(agree: Int, replicas: Int) -> Bool { replicas - total >= agree }

    /// Some threshold is both, which is the sum of the two: n > 2a + 2s + m.
    package func isMasked(by replicas: Int) -> Bool { replicas > bound }

    /// 2a + 2s + m: one replica more is enough.
    package var bound: Int { 2 * wrong + crash }
}

extension FaultHypothesis: CustomStringConvertible {
    /// As it is written in a configuration, zeros left out: `{crash: 1, symmetric: 2}`.
    package var description: String {
        let counts = Self.names.compactMap { name, count in
            self[keyPath: count] == 0 ? nil : "\(name): \(self[keyPath: count])"
        }
        return counts.isEmpty ? "{crash: 0}" : "{\(counts.joined(separator: ", "))}"
    }

    static var names: [(name: String, count: KeyPath<FaultHypothesis, Int>)] {
        [("crash", \.crash), ("symmetric", \.symmetric), ("asymmetric", \.asymmetric)]
    }
}
