import Voting

/// Every policy, with the parameters and numbers of replicas that its rule has corners at.
enum PolicyCases {
    static let all: [PolicyCase] = classes + numbers + others

    static func find(_ name: String) -> PolicyCase? { all.first { $0.name == name } }

    /// Policies that only ask who said the same.
    static let classes: [PolicyCase] =
        [
            agree(2, 3), agree(3, 4), agree(3, 5), agree(5, 5), agree(1, 1),
            agree(2, 4), agree(2, 5), agree(1, 3),
            agree(1, 3, .lowest), agree(2, 4, .lowest), agree(2, 5, .lowest),
        ] + [1, 2, 3, 4, 5].map(majority) + [2, 3, 5].map(unanimity) + [
            plurality(2, 4), plurality(2, 5), plurality(1, 3), plurality(3, 5),
            plurality(2, 5, .lowest),
            permit([0: 3, 1: 2], 4), permit([0: 2, 1: 2], 5), permit([0: 1], 3),
            degrading(2, 3, 4), degrading(2, 4, 5), degrading(2, 2, 3), degrading(3, 3, 5),
            degrading(1, 3, 3),
            dynamicMajority(2, 5), dynamicMajority(1, 3), dynamicMajority(3, 4),
            dynamicConsensus(2, 5), dynamicConsensus(1, 4), dynamicConsensus(3, 4),
            pairs(2), pairs(4), pairs(5),
            formalizedMajority(5, tolerance: 0),
        ]

    /// Policies that order numbers or calculate with them.
    static let numbers: [PolicyCase] =
        [
            median(1, 3), median(2, 4), median(3, 5), median(2, 4, .upper), median(1, 5, .upper),
            midValue(1, 3, nil), midValue(2, 3, 1), midValue(2, 5, nil), midValue(1, 5, 1.25),
            midValue(2, 5, 0), midValue(1, 3, .infinity), midValue(2, 3, 0.75),
            average("mean", TakeMean(least: 2), 0, 2, 3),
            average("mean", TakeMean(least: 3), 0, 3, 4),
            average("trimmedMean", TakeTrimmedMean(drop: 1, least: 3), 1, 3, 4),
            average("trimmedMean", TakeTrimmedMean(drop: 1, least: 4), 1, 4, 5),
            average("trimmedMean", TakeTrimmedMean(drop: 2, least: 5), 2, 5, 5),
            midpoint(0, 3), midpoint(1, 4), midpoint(1, 5),
            weightedAverage(0.5, 3), weightedAverage(2, 4),
            allow(2, 3, .higher), allow(1, 3, .lower), allow(3, 4, .lower), allow(2, 5, .higher),
        ]

    /// Policies in a metric, under a tolerance, with memory or probabilities.
    static let others: [PolicyCase] =
        [
            generalizedMedian(1, 3), generalizedMedian(2, 4), generalizedMedian(3, 5),
            formalizedMajority(3, tolerance: 1), formalizedMajority(4, tolerance: 1),
            formalizedMajority(5, tolerance: 0.5),
            formalizedMajority(5, tolerance: 1, isMetric: false), tolerant(2, 3), tolerant(3, 4),
            tolerant(3, 5),
            smoothing(3, nil, 1), smoothing(3, 1, 1), smoothing(4, 0.75, 0.5),
            smoothing(5, 1, 0), smoothing(5, 0.75, 1),
            mostLikely([0.9, 0.9, 0.9], 6, 0.95), mostLikely([0.95, 0.8, 0.6], 10, 0.7),
            mostLikely([0.9, 0.9, 0.9, 0.9], 100, 0.999),
            mostLikely([0.7, 0.7, 0.7, 0.7], 6, 0.51),
            mostLikely([0.6, 0.6, 0.6], 4, 0.59), mostLikely([0.6, 0.6, 0.6], 4, 0.73),
            mostLikely([0.6, 0.8, 0.95, 0.95], 10, 0.6),
            history("all equal", 4, []), history("finely unequal", 4, ["A A A B"], lower: 0.001),
            history("all equal", 3, []), history("all equal", 5, []),
            history("one dissented", 3, ["A A B"]),
            history("one was out", 4, ["A A A late"]),
            history("unequal", 5, ["A A A B B", "A A A A B", "A A A B A", "A A A A crashed"]),
        ]

    static let line: [Double] = [-.infinity, -1, 0, 0.5, 1, 1.5, 2, 3, .infinity]
    static let near: [Double] = [-1, 0, 0.5, 1, 1.5, 2, 3]
}

extension PolicyCases {
    static func agree(_ agree: Int, _ replicas: Int, _ tie: TieRule = .restrictive) -> PolicyCase {
        var axioms = Axioms.safe
        if tie == .lowest {
            axioms.subtract([.isSymmetric, .neverSwitches])
        } else if 2 * agree <= replicas {
            axioms.remove(.isRestrictiveOnDoubt)
        }
        return PolicyCase(
            name: "agree=\(agree) \(tie)", replicas: replicas,
            policy: RequireAgreement(agree: agree, tie: tie), axioms: axioms
        ) { ballots in
            tie == .lowest
                ? PlainRules.most(ballots, agree, lowestOfTied: true)
                : PlainRules.only(ballots, agree)
        }
    }

    static func majority(_ replicas: Int) -> PolicyCase {
        PolicyCase(
            name: "majority", replicas: replicas, policy: RequireMajority(replicas: replicas),
            axioms: .safe
        ) { PlainRules.only($0, $0.count / 2 + 1) }
    }

    static func unanimity(_ replicas: Int) -> PolicyCase {
        PolicyCase(
            name: "unanimity", replicas: replicas, policy: RequireUnanimity(replicas: replicas),
            axioms: .safe
        ) { PlainRules.only($0, $0.count) }
    }

    static func plurality(
        _ least: Int, _ replicas: Int, _ tie: TieRule = .restrictive
    ) -> PolicyCase {
        var axioms = Axioms.safe
        if tie == .lowest {
            axioms.subtract([.isSymmetric, .neverSwitches])
        } else {
            axioms.remove(.isRestrictiveOnDoubt)
        }
        return PolicyCase(
            name: "plurality=\(least) \(tie)", replicas: replicas,
            policy: ElectPlurality(least: least, tie: tie), axioms: axioms
        ) { PlainRules.most($0, least, lowestOfTied: tie == .lowest) }
    }

    static func permit(_ needed: [Double: Int], _ replicas: Int) -> PolicyCase {
        let listed = needed.keys.sorted()
        let numbers = listed.compactMap { needed[$0] }
        var axioms = Axioms.safe
        if numbers.count > 1, numbers.sorted().prefix(2).reduce(0, +) <= replicas {
            axioms.remove(.isRestrictiveOnDoubt)
        }
        return PolicyCase(
            name: "permit \(numbers)", replicas: replicas,
            policy: PermitByValue(
                labels: listed.map { [UInt8(ascii: "A") + UInt8($0)] }, needed: numbers),
            number: { needed[$0] == nil ? .nan : $0 }, axioms: axioms
        ) { PlainRules.permit($0, needed) }
    }

    static func degrading(_ agree: Int, _ full: Int, _ replicas: Int) -> PolicyCase {
        PolicyCase(
            name: "degrading=\(agree),full=\(full)", replicas: replicas,
            policy: DegradeByStep(replicas: replicas, full: full, agree: agree)
                ?? RequireMajority(replicas: replicas) as any Policy,
            axioms: Axioms.safe.subtracting(.isRestrictiveOnDoubt)
        ) { PlainRules.degrading($0, agree: agree, full: full) }
    }

    static func dynamicMajority(_ least: Int, _ replicas: Int) -> PolicyCase {
        PolicyCase(
            name: "dynamicMajority=\(least)", replicas: replicas,
            policy: RequireDynamicMajority(least: least),
            axioms: Axioms.safe.subtracting(.isRestrictiveOnDoubt)
        ) { ballots in
            let left = ballots.compactMap { $0 }.count
            return PlainRules.only(ballots, max(least, left / 2 + 1))
        }
    }

    static func dynamicConsensus(_ least: Int, _ replicas: Int) -> PolicyCase {
        PolicyCase(
            name: "dynamicConsensus=\(least)", replicas: replicas,
            policy: ElectDynamicConsensus(least: least),
            axioms: Axioms.safe.subtracting([.isRestrictiveOnDoubt, .neverSwitches])
        ) { PlainRules.dynamicConsensus($0, least: least) }
    }

    static func pairs(_ replicas: Int) -> PolicyCase {
        PolicyCase(
            name: "pairs", replicas: replicas, policy: TrustSelfCheckingPairs(),
            axioms: Axioms.safe.subtracting([.isSymmetric, .neverSwitches])
        ) { PlainRules.pairs($0) }
    }
}

extension PolicyCases {
    static func median(
        _ least: Int, _ replicas: Int, _ even: MiddleRule = .lower
    ) -> PolicyCase {
        PolicyCase(
            name: "median,least=\(least) \(even)", replicas: replicas,
            policy: TakeMedian(least: least, even: even), coming: line,
            axioms: Axioms.safe.subtracting(.neverSwitches)
        ) { PlainRules.median($0, least, upper: even == .upper) }
    }

    static func midValue(_ least: Int, _ replicas: Int, _ previous: Double?) -> PolicyCase {
        PolicyCase(
            name: "midValue,least=\(least) after \(previous.map { "\($0)" } ?? "nothing")",
            replicas: replicas, policy: TakeMidValue(least: least, previous: previous),
            coming: replicas > 3 ? line + [1.25] : line + [0.9, 1.1, 2.5],
            axioms: Axioms.safe.subtracting(.neverSwitches)
        ) { PlainRules.midValue($0, least, previous: previous) }
    }

    static func average(
        _ name: String, _ policy: any Policy, _ drop: Int, _ least: Int, _ replicas: Int
    ) -> PolicyCase {
        PolicyCase(
            name: "\(name)=\(drop),least=\(least)", replicas: replicas, policy: policy,
            stated: [0, 1, .infinity], coming: line, axioms: [.staysInRange, .isSymmetric]
        ) { PlainRules.average($0, drop: drop, least: least) }
    }

    static func midpoint(_ faults: Int, _ replicas: Int) -> PolicyCase {
        PolicyCase(
            name: "midpoint=\(faults)", replicas: replicas,
            policy: TakeFaultTolerantMidpoint(replicas: replicas, faults: faults),
            stated: [0, 1, .infinity], coming: line, axioms: [.staysInRange, .isSymmetric]
        ) { ballots in
            PlainRules.average(
                ballots, drop: faults, least: ballots.count - faults, midpoint: true)
        }
    }

    static func weightedAverage(_ alpha: Double, _ replicas: Int) -> PolicyCase {
        PolicyCase(
            name: "weightedAverage,alpha=\(alpha)", replicas: replicas,
            policy: TakeWeightedAverage(alpha: alpha, least: 2), coming: line,
            axioms: [.staysInRange, .isSymmetric]
        ) { PlainRules.weightedAverage($0, alpha: alpha, least: 2) }
    }

    static func allow(
        _ agree: Int, _ replicas: Int, _ more: AllowByOrder.Direction
    ) -> PolicyCase {
        PolicyCase(
            name: "allow=\(agree) \(more)", replicas: replicas,
            policy: AllowByOrder(agree: agree, more: more), coming: line,
            axioms: Axioms.safe.subtracting([.neverSwitches, .countsOnlySupporters])
        ) { PlainRules.allow($0, agree: agree, higher: more == .higher) }
    }

    static func generalizedMedian(_ least: Int, _ replicas: Int) -> PolicyCase {
        PolicyCase(
            name: "generalizedMedian,least=\(least)", replicas: replicas,
            policy: TakeGeneralizedMedian(least: least), coming: near, isExact: false,
            axioms: [.selects, .staysInRange, .isRestrictiveOnDoubt, .countsOnlySupporters]
        ) { PlainRules.generalizedMedian($0, least: least) }
    }

    static func formalizedMajority(
        _ replicas: Int, tolerance: Double, isMetric: Bool = true
    ) -> PolicyCase {
        PolicyCase(
            name: "formalizedMajority within \(tolerance)" + (isMetric ? "" : " by numbers"),
            replicas: replicas,
            policy: ElectFormalizedMajority(replicas: replicas), coming: near,
            tolerance: tolerance, hasDistances: isMetric, isExact: tolerance == 0,
            axioms: tolerance == 0
                ? .safe : [.selects, .staysInRange, .isRestrictiveOnDoubt]
        ) { PlainRules.formalizedMajority($0, tolerance: tolerance, isMetric: isMetric) }
    }

    /// m of n under a tolerance of 1: the lowest-numbered with m answers near it.
    static func tolerant(_ agree: Int, _ replicas: Int) -> PolicyCase {
        PolicyCase(
            name: "agree=\(agree) within 1", replicas: replicas,
            policy: RequireAgreement(agree: agree), coming: near, tolerance: 1, isExact: false,
            axioms: [.selects, .staysInRange, .isRestrictiveOnDoubt]
        ) { ballots in
            ballots.compactMap { $0 }.first { centre in
                ballots.compactMap { $0 }.filter { abs($0 - centre) <= 1 }.count >= agree
            }
        }
    }

    static func smoothing(
        _ replicas: Int, _ previous: Double?, _ within: Double
    ) -> PolicyCase {
        PolicyCase(
            name: "smoothing,within=\(within) after \(previous.map { "\($0)" } ?? "nothing")",
            replicas: replicas,
            policy: SmoothFromPrevious(replicas: replicas, within: within, previous: previous),
            coming: [-1, 0, 0.5, 0.75, 1, 2, 3],
            axioms: Axioms.safe.subtracting(.neverSwitches)
        ) { PlainRules.smoothing($0, within: within, previous: previous) }
    }

    static func mostLikely(
        _ reliabilities: [Double], _ outputs: Int, _ alpha: Double
    ) -> PolicyCase {
        PolicyCase(
            name: "mostLikely \(reliabilities) \(alpha)", replicas: reliabilities.count,
            policy: ElectMostLikely(
                reliabilities: reliabilities, outputs: outputs, alpha: alpha),
            isExact: Set(reliabilities).count == 1,
            axioms: [.selects, .isMonotonic, .countsOnlySupporters]
        ) {
            PlainRules.mostLikely($0, reliabilities, outputs: outputs, alpha: alpha)
        }
    }

    static func history(
        _ name: String, _ replicas: Int, _ past: [String], lower: Double = 0.2
    ) -> PolicyCase {
        var options = WeighByHistory.Options()
        options.lower = lower
        var policy = WeighByHistory(replicas: replicas, options: options)
        for words in past {
            let round = Round.read(words)
            policy.settle(round, policy.decide(round))
        }
        let weights = (0..<replicas).map { policy.confidence(of: $0) }
        return PolicyCase(
            name: "history, \(name)", replicas: replicas, policy: policy,
            axioms: Axioms.safe.subtracting(
                past.isEmpty ? [] : .isSymmetric)
        ) { PlainRules.weighed($0, weights, quorum: 0.5) }
    }
}
