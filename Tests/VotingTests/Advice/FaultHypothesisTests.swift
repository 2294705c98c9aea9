import Testing
import Voting

private let models = (1...7).map(ModelVote.init)

/// The three inequalities as functions, so that wrong ones can be planted.
private struct Inequalities {
    var isNeverWrong: (FaultHypothesis, _ agree: Int) -> Bool = { $0.isNeverWrong(agree: $1) }
    var isNeverSilent: (FaultHypothesis, _ agree: Int, _ replicas: Int) -> Bool = {
        $0.isNeverSilent(agree: $1, replicas: $2)
    }
    var isMasked: (FaultHypothesis, _ replicas: Int) -> Bool = { $0.isMasked(by: $1) }

    /// Where they and the worst placement of the faults say different things.
    var mistakes: [String] {
        var mistakes: [String] = []
        for model in models {
            for faults in hypotheses(model.replicas) {
                var isMasked = false
                for agree in 1...model.replicas {
                    for tie in TieRule.allCases {
                        let reached = model.reachable(faults, agree: agree, tie: tie)
                        if reached == [.right] { isMasked = true }
                        mistakes += mistake(model.replicas, faults, agree, reached).map {
                            "\($0): \(agree) of \(model.replicas), tie \(tie), \(faults)"
                        }
                    }
                }
                if isMasked != self.isMasked(faults, model.replicas) {
                    mistakes.append("masked: \(model.replicas), \(faults)")
                }
            }
        }
        return mistakes
    }

    private func mistake(
        _ replicas: Int, _ faults: FaultHypothesis, _ agree: Int, _ reached: Set<ModelVote.Outcome>
    ) -> [String] {
        let isNeverWrong = isNeverWrong(faults, agree)
        let isNeverSilent = isNeverSilent(faults, agree, replicas)
        let hasTies = 2 * agree <= replicas
        var found: [String] = []
        if isNeverWrong, reached.contains(.wrong) { found.append("wrong") }
        // A tie with the right answer may save what the inequality gives up.
        if !isNeverWrong, !reached.contains(.wrong), !hasTies { found.append("never wrong") }
        guard isNeverWrong || !hasTies else { return found }
        if isNeverSilent == reached.contains(.silent) { found.append("silent") }
        return found
    }

    private func hypotheses(_ replicas: Int) -> [FaultHypothesis] {
        let counts = 0...replicas
        return counts.flatMap { crash in
            counts.flatMap { symmetric in
                counts.compactMap { asymmetric in
                    // With all replicas wrong there is nothing right to compare with.
                    guard crash + symmetric + asymmetric <= replicas,
                        symmetric + asymmetric < replicas
                    else { return nil }
                    return FaultHypothesis(
                        crash: crash, symmetric: symmetric, asymmetric: asymmetric)
                }
            }
        }
    }
}

@Suite struct FaultHypothesisTests {
    @Test func `the inequalities are what the worst placement of faults gives`() {
        let mistakes = Inequalities().mistakes
        #expect(mistakes.isEmpty, "\(mistakes.prefix(10))")
    }

    @Test func `a planted wrong inequality is caught`() {
        var twins: [String: Inequalities] = [:]
        twins["agree >= a + s"] = Inequalities(isNeverWrong: { $1 >= $0.wrong })
        twins["agree >= a + s + 2"] = Inequalities(isNeverWrong: { $1 >= $0.wrong + 2 })
        twins["a is left out"] = Inequalities(isNeverWrong: { $1 >= $0.symmetric + 1 })
        twins["crashes count as wrong"] = Inequalities(isNeverWrong: { $1 >= $0.total + 1 })
        twins["n - (a + s) >= agree"] = Inequalities(isNeverSilent: { $2 - $0.wrong >= $1 })
        twins["n - m >= agree"] = Inequalities(isNeverSilent: { $2 - $0.crash >= $1 })
        twins["n - (a + s + m) > agree"] = Inequalities(isNeverSilent: { $2 - $0.total > $1 })
        twins["n >= 2a + 2s + m"] = Inequalities(isMasked: { $1 >= $0.bound })
        twins["n > a + s + m"] = Inequalities(isMasked: { $1 > $0.total })
        twins["n > 2a + 2s + 2m"] = Inequalities(isMasked: { $1 > 2 * $0.total })
        for (name, twin) in twins { #expect(!twin.mistakes.isEmpty, "\(name)") }
    }

    @Test func `the condition on n is the sum of those on the threshold`() {
        for replicas in 1...64 {
            for crash in 0...8 {
                for symmetric in 0...8 {
                    let faults = FaultHypothesis(crash: crash, symmetric: symmetric)
                    let thresholds = (1...replicas).filter {
                        faults.isNeverWrong(agree: $0)
                            && faults.isNeverSilent(agree: $0, replicas: replicas)
                    }
                    #expect(faults.isMasked(by: replicas) == !thresholds.isEmpty)
                }
            }
        }
    }

    @Test func `a hypothesis is written without its zeros`() {
        #expect("\(FaultHypothesis(crash: 1, symmetric: 2))" == "{crash: 1, symmetric: 2}")
        #expect("\(FaultHypothesis(asymmetric: 3))" == "{asymmetric: 3}")
        #expect("\(FaultHypothesis())" == "{crash: 0}")
    }
}
