import Statistics
import Voting

extension Study {
    /// Computes everything. On one core a few seconds for 18 versions, 2,000 demands and 2,000
    /// resamples at most.
    package func result() -> StudyResult {
        let method = intervalMethod()
        var bootstrap = bootstrap
        bootstrap.variation = method.variation
        let plain = ThresholdTable(self)
        let withCheck = checked.isEmpty ? nil : ThresholdTable(checking(checked))
        let withMachine = acceptance.map { ThresholdTable(accepting($0)) }
        let failures = votes.truth == nil ? nil : CoincidentFailures(votes)
        let estimators =
            plain.estimators + (withCheck?.estimators ?? []) + (withMachine?.estimators ?? [])
            + (failures.map { [$0] as [any Estimator] } ?? [])
        let intervals = bootstrap.intervals(of: estimators)
        let width = plain.estimators.count
        let pairs = PairFigures(votes)
        var result = StudyResult(
            demands: votes.demands, hasTruth: votes.truth != nil, groupSize: groupSize,
            groups: GroupPolynomial(
                size: groupSize, members: 0..<Int32(votes.versions),
                multiplicity: Array(repeating: 1, count: votes.versions)
            ).groups, agree: agree, intervals: method, versions: versionResults(),
            thresholds: plain.thresholds(Array(intervals.prefix(width))),
            agreement: Agreement(votes), pairs: pairs, clusters: clusters(pairs))
        result.mustAllow = permissive?.must?.count
        result.intransitiveDemands = intransitiveDemands
        result.checked = withCheck.map { table in
            StudyResult.Checked(
                conditions: checked.map { conditions[$0].label },
                thresholds: table.thresholds(Array(intervals.dropFirst(width).prefix(width))))
        }
        if let acceptance, let withMachine {
            let before = width * (withCheck == nil ? 1 : 2)
            result.accepted = accepted(
                acceptance,
                withMachine.thresholds(Array(intervals.dropFirst(before).prefix(width))))
        }
        guard votes.truth != nil else { return result }
        result.suggestions = checked.isEmpty ? suggestions() : []
        let bits = conditions.filter(\.isBit)
        result.bitwiseMajorityFailures =
            bits.isEmpty ? nil : Agreement.bitwiseMajorityFailures(bits)
        if let failures, let last = intervals.last {
            result.coincidence = coincidence(failures, last)
        }
        result.identicalFailures =
            IdenticalFailures.groups(votes)
            + conditions.flatMap { IdenticalFailures.groups($0.votes, condition: $0.label) }
        return result
    }

    private func accepted(
        _ acceptance: RecordedAcceptance, _ thresholds: [Threshold]
    ) -> StudyResult.Accepted {
        let exact = ExactVoting.all(self.exact ?? votes, size: groupSize, agree: agree)
        let versions = votes.classes.indices.map { version in
            // What no reader takes for an answer is none that could be rejected.
            let rejected = acceptance.rejected[version].filter {
                votes.classes[version][$0] != RecordedVotes.noAnswer
            }
            func right(in votes: RecordedVotes) -> Int? {
                votes.truth == nil ? nil : rejected.count { !votes.fails(version, on: $0) }
            }
            return StudyResult.Accepted.Version(
                rejected: rejected.count,
                undecided: rejected.count { acceptance.undecided[version].contains($0) },
                rejectedRight: right(in: whole ?? votes),
                rejectedRightInPart: whole.flatMap { _ in right(in: votes) },
                dissented: exact?[version].dissented, unagreed: exact?[version].unagreed)
        }
        return StudyResult.Accepted(
            outside: acceptance.outsideOfAll.count, thresholds: thresholds, versions: versions)
    }

    private func intervalMethod() -> StudyResult.IntervalMethod {
        var method = StudyResult.IntervalMethod(
            resamples: bootstrap.resamples, seed: bootstrap.seed,
            confidence: bootstrap.confidence, variation: bootstrap.variation,
            method: bootstrap.method)
        let chance = Bootstrap.chanceOfAGroup(of: groupSize, versions: votes.versions)
        if bootstrap.variation != .demands, chance < 0.9 {
            method.variation = .demands
            method.restrictedBecause =
                "\(votes.versions) versions are too few to say how groups of \(groupSize) other "
                + "versions would do, so the intervals speak of other demands only"
        }
        return method
    }

    private func versionResults() -> [StudyResult.Version] {
        names.enumerated().map { index, name in
            let withoutAnswer = votes.classes[index].count { $0 == RecordedVotes.noAnswer }
            var version = StudyResult.Version(name: name, withoutAnswer: withoutAnswer)
            guard votes.truth != nil else { return version }
            let failures = votes.failures(of: index).count
            let confidence = bootstrap.confidence
            version.failures = failures
            version.rate = Double(failures) / Double(votes.demands)
            version.interval = Binomial.clopperPearson(
                failures, of: votes.demands, confidence: confidence)
            version.zeroFailureBound =
                failures == 0
                ? Binomial.zeroFailureBound(total: votes.demands, confidence: confidence) : nil
            return version
        }
    }

    /// By how their failures go together, those without a φ last; without a truth by
    /// how often they differ.
    private func clusters(_ pairs: PairFigures) -> Clusters {
        guard votes.truth != nil else {
            let all = pairs.disagreement.flatMap { $0 }
            let different = max(1, all.count - votes.versions)
            let mean = all.reduce(0, +) / Double(different)
            return Clusters(distances: pairs.disagreement, cut: mean / 2)
        }
        var clusters = Clusters(
            distances: pairs.phi.map { row in row.map { $0.map { 1 - $0 } ?? 2 } }, cut: 0.5)
        let isKnown = { (version: Int) in pairs.phi[version][version] != nil }
        clusters.order =
            clusters.order.filter(isKnown) + clusters.order.filter { !isKnown($0) }
        return clusters
    }

    private func coincidence(
        _ failures: CoincidentFailures, _ intervals: [Interval?]
    ) -> StudyResult.Coincidence {
        let figures = failures.figures
        func estimate(_ figure: CoincidentFailures.Figure) -> Estimate? {
            Estimate(figures[figure.rawValue], intervals[figure.rawValue])
        }
        return StudyResult.Coincidence(
            one: estimate(.one), pair: estimate(.pair),
            independentPair: estimate(.independentPair), ratio: estimate(.ratio),
            otherGivenOne: estimate(.otherGivenOne),
            groups: failures.groupRates(size: groupSize),
            knightLeveson: KnightLeveson(
                failures: (0..<votes.versions).map { votes.failures(of: $0) }, names: names,
                demands: votes.demands))
    }

    /// One condition after the other, each time the one that leaves the least risk; stops when none
    /// helps. A condition that is all that is voted on would be a truth, not a test. Greedy, so a
    /// better set may exist; the first is the best single one.
    private func suggestions() -> [StudyResult.Suggestion] {
        var chosen: [Int] = []
        var found: [StudyResult.Suggestion] = []
        var least = risk
        while chosen.count < suggestionsMax {
            let risks = conditions.indices
                .filter { !chosen.contains($0) && !conditions[$0].decidesAlone }
                .map { (condition: $0, risk: checking(chosen + [$0]).risk) }
            guard let best = risks.min(by: { $0.risk < $1.risk }), best.risk < least else { break }
            chosen.append(best.condition)
            least = best.risk
            found.append(
                StudyResult.Suggestion(
                    condition: conditions[best.condition].label, risk: best.risk))
        }
        return found
    }
}
