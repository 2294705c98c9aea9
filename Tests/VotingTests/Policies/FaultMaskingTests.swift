import Testing
import Voting

/// With how many faulty replicas nothing wrong goes out, and something does.
@Suite struct FaultMaskingTests {
    /// Every way in which f of n ballots are whatever they are and the others are right, 0.
    private func each(
        _ replicas: Int, faults: Int, _ body: (Ballots) -> Void
    ) {
        let words: [Double?] = [1, 2, 0, nil]
        for bits in 0..<(1 << replicas) where bits.nonzeroBitCount == faults {
            let faulty = (0..<replicas).filter { bits >> $0 & 1 == 1 }
            for choice in 0..<(1 << (2 * faults)) {
                var ballots = Ballots(repeating: 0, count: replicas)
                for (place, replica) in faulty.enumerated() {
                    ballots[replica] = words[choice >> (2 * place) & 3]
                }
                body(ballots)
            }
        }
    }

    private func decided(_ policy: any Policy, _ ballots: Ballots) -> Double? {
        var round = Round(replicas: ballots.count, hasDistances: true)
        for replica in ballots.indices { round.close(replica, ballots) }
        return policy.decide(round).outcome(ballots)
    }

    @Test(arguments: 1...7) func `m = f + 1 is never wrong, and with n − f ≥ m never silent`(
        replicas: Int
    ) {
        for faults in 0...((replicas - 1) / 2) {
            let policy = RequireAgreement(agree: faults + 1)
            var wrong = 0
            var silent = 0
            each(replicas, faults: faults) { ballots in
                switch decided(policy, ballots) {
                case nil: silent += 1
                case 0: break
                default: wrong += 1
                }
            }
            #expect(wrong == 0, "\(faults) of \(replicas)")
            #expect(silent == 0, "\(faults) of \(replicas)")
        }
    }

    @Test func `one fault more is wrong, or silent`() {
        var wrong = 0
        each(3, faults: 2) { if decided(RequireAgreement(agree: 2), $0) == 1 { wrong += 1 } }
        #expect(wrong > 0)
        var silent = 0
        each(4, faults: 2) { if decided(RequireAgreement(agree: 3), $0) == nil { silent += 1 } }
        #expect(silent > 0)
    }

    @Test(arguments: [3, 4, 5, 6, 7]) func `a majority masks fewer than half`(replicas: Int) {
        let faults = (replicas - 1) / 2
        for policy in [
            RequireMajority(replicas: replicas), ElectPlurality(least: 1),
            TakeMedian(least: replicas - faults), TakeGeneralizedMedian(least: replicas - faults),
            ElectFormalizedMajority(replicas: replicas), RequireDynamicMajority(),
            WeighByHistory(replicas: replicas),
        ] as [any Policy] {
            var wrong = 0
            each(replicas, faults: faults) { if decided(policy, $0) != 0 { wrong += 1 } }
            #expect(wrong == 0, "\(type(of: policy).name)")
        }
    }

    @Test(arguments: [4, 7]) func `a midpoint stays within the correct numbers with n ≥ 3f + 1`(
        replicas: Int
    ) {
        let faults = (replicas - 1) / 3
        let policy = TakeFaultTolerantMidpoint(replicas: replicas, faults: faults)
        var wrong = 0
        each(replicas, faults: faults) { ballots in
            // The correct ones are 0; a faulty 1 or 2 must not show.
            if decided(policy, ballots) != 0 { wrong += 1 }
        }
        #expect(wrong == 0)
        #expect(decided(policy, [5] + Ballots(repeating: 0, count: replicas - 1)) == 0)
    }

    @Test func `an order lets nothing out that no correct replica allows`() {
        for faults in 1...2 {
            let policy = AllowByOrder(agree: faults + 1, more: .higher)
            var wrong = 0
            each(2 * faults + 1, faults: faults) { if decided(policy, $0) != 0 { wrong += 1 } }
            #expect(wrong == 0)
        }
        #expect(AllowByOrder(agree: 1, more: .higher).says("0 0 2") == "2")
    }

    @Test func `a release guarantee holds over all assignments and is not understated`() {
        for subject in PolicyCases.all {
            guard case .atLeast(let least) = subject.policy.release else { continue }
            // That it never goes out on fewer is the checker's part; that it does on so few:
            var fewest = Int.max
            let words = subject.stated.count + 1
            let all = (0..<subject.replicas).reduce(1) { count, _ in count * words }
            for index in 0..<all {
                var rest = index
                let ballots: Ballots = (0..<subject.replicas).map { _ in
                    defer { rest /= words }
                    let word = rest % words
                    return word < subject.stated.count ? subject.stated[word] : nil
                }
                var round = Round(replicas: subject.replicas, hasDistances: true)
                for replica in ballots.indices {
                    round.close(
                        replica, ballots, tolerance: subject.tolerance,
                        number: subject.number)
                }
                if case .agreed(let election) = subject.policy.decide(round) {
                    fewest = min(fewest, election.supporters.count)
                }
            }
            #expect(fewest == least, "\(subject.testDescription)")
        }
    }
}
