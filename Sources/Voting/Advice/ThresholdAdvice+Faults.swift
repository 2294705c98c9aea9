/// The declared fault hypothesis against the number of replicas and the threshold.
extension ThresholdAdvice {
    private static let replicasMax = 64

    /// Nothing about a policy that guarantees nothing: that is said already.
    func aboutFaults(_ faults: FaultHypothesis) -> [ThresholdFinding] {
        guard isGuaranteed else { return [] }
        var findings: [ThresholdFinding] = []
        let isWrong = !faults.isNeverWrong(agree: quorum)
        let severity: ThresholdFinding.Severity = isWrong && hasRestrictive ? .refused : .warning
        if !faults.isMasked(by: replicas) {
            findings.append(
                ThresholdFinding(severity, .faults, tooFew(faults), hint: larger(faults)))
        } else if isWrong || !faults.isNeverSilent(agree: quorum, replicas: replicas) {
            findings.append(
                ThresholdFinding(
                    severity, .agree, isWrong ? wrong(faults) : silent(faults),
                    hint: remedy(faults, replicas: replicas) ?? larger(faults)))
        }
        if faults.asymmetric > 0 {
            findings.append(
                ThresholdFinding(
                    .fact, .faults,
                    "faults \(faults): one voter reads each answer once, so that an asymmetric "
                        + "fault counts as a symmetric one"))
        }
        return findings
    }

    private func tooFew(_ faults: FaultHypothesis) -> String {
        let consequence =
            faults.isNeverWrong(agree: quorum)
            ? "; no wrong answer goes out, but \(silence)" : "; a wrong answer can go out"
        return "faults: \(faults): \(counted(replicas)) \(replicas == 1 ? "is" : "are") too few, "
            + "2·\(faults.asymmetric) + 2·\(faults.symmetric) + \(faults.crash) = "
            + "\(faults.bound) < n is needed (\(counted(faults.bound + 1)))" + consequence
    }

    private func wrong(_ faults: FaultHypothesis) -> String {
        "faults: \(faults): \(quorum) of \(replicas) lets a wrong answer out, "
            + "\(faults.asymmetric) + \(faults.symmetric) wrong replicas can agree on it, and "
            + "\(faults.wrong + 1) are needed"
    }

    private func silent(_ faults: FaultHypothesis) -> String {
        let left = "\(replicas) - \(faults.total) = \(replicas - faults.total)"
        return "faults: \(faults): the declared faults silence it, \(left) correct replicas are "
            + "fewer than \(quorum): no wrong answer goes out, but \(silence)"
    }

    private var silence: String { hasRestrictive ? "the restrictive one may" : "maybe none" }

    /// The smallest ensemble that masks the faults; and, where that one needs a rule for ties, the
    /// smallest that does not: n > 2(a + s + m).
    private func larger(_ faults: FaultHypothesis) -> String? {
        let smallest = faults.total + safe(faults)
        let sizes = [smallest] + [2 * faults.total + 1].filter { $0 > smallest }
        var choices = sizes.filter { $0 <= Self.replicasMax }.compactMap { size in
            remedy(faults, replicas: size).map { "\(counted(size)) with \($0)" }
        }
        let alone = max(safe(faults), Self.majority(of: replicas))
        if !faults.isNeverWrong(agree: quorum), alone <= replicas {
            choices.append(remedy(agree: alone) + " for safety alone")
        }
        return choices.isEmpty ? nil : choices.joined(separator: ", or ")
    }

    /// A threshold that is never wrong and never silent, a majority if there is one.
    private func remedy(_ faults: FaultHypothesis, replicas: Int) -> String? {
        let most = replicas - faults.total
        let majority = max(safe(faults), Self.majority(of: replicas))
        if majority <= most { return remedy(agree: majority) }
        return most < safe(faults) ? nil : remedy(agree: most) + " and tie: restrictive"
    }

    /// The lowest threshold that is never wrong; never one replica's word, even where none is
    /// declared to be wrong.
    private func safe(_ faults: FaultHypothesis) -> Int { max(2, faults.wrong + 1) }

    private func counted(_ count: Int) -> String { count == 1 ? "1 replica" : "\(count) replicas" }
}
