/// What may release, and what a threshold is worth: told in words before anything runs.
///
/// Total: any numbers give findings, none trap. `findings` costs O(1).
package struct ThresholdAdvice: Sendable {
    /// Configured replicas, alive or not.
    package let replicas: Int
    /// Of them, how many must agree.
    package let agree: Int
    /// What happens when two answers have what is needed; nil when nothing was said.
    package var tie: TieRule?
    /// Whether something safe goes out when nothing is agreed on: always so in a run.
    package let hasRestrictive: Bool
    /// Whether all relations between answers are equivalences.
    package var isTransitive = true
    /// Whether one replica is asked on purpose, and the others are its backups.
    package var hasPrimary = false
    /// Nil when none was declared.
    package var faults: FaultHypothesis?

    private let policyName: String
    private let release: ReleaseGuarantee
    private let hasTies: Bool
    private let isAnsweredByQuorum: Bool

    /// - Parameter restrictive: the safe-side answer, if there is one. It may go out on any number
    ///   of ballots.
    package init(replicas: Int, agree: Int, policy: any Policy, restrictive: [UInt8]?) {
        self.replicas = replicas
        self.agree = agree
        hasRestrictive = restrictive != nil
        policyName = type(of: policy).name
        release = policy.permissiveRelease(restrictive: restrictive)
        hasTies = policy.tieRule != nil
        isAnsweredByQuorum = policy.isAnsweredByQuorum
    }

    /// Ballots that must carry an answer before it goes out: what the policy guarantees, which
    /// may be more than `agree`, or `agree` where it guarantees nothing.
    package var quorum: Int {
        if case .atLeast(let count) = release { return count }
        return agree
    }

    /// Whether the policy guarantees a number of ballots at all.
    package var isGuaranteed: Bool {
        if case .atLeast = release { return true }
        return false
    }

    /// The name that every display gives it; nil when it is no threshold.
    package var name: ThresholdName? {
        guard isThreshold(agree), isThreshold(quorum) else { return nil }
        return ThresholdName(agree: quorum, replicas: replicas)
    }

    /// What is refused first, then warnings, then facts; each in the order of the reasoning.
    package var findings: [ThresholdFinding] {
        guard isThreshold(agree) else { return [Self.noThreshold(agree, of: replicas)] }
        let all =
            aboutRelease + aboutTies + aboutTolerance + aboutRelations
            + (faults.map(aboutFaults) ?? []) + aboutName
        return ThresholdFinding.Severity.allCases.flatMap { severity in
            all.filter { $0.severity == severity }
        }
    }

    /// Whether nothing is refused.
    package var isAllowed: Bool { !findings.contains { $0.severity == .refused } }

    /// - Parameter agree: 0, or more than `replicas`.
    package static func noThreshold(
        _ agree: some BinaryInteger, of replicas: Int
    ) -> ThresholdFinding {
        ThresholdFinding(
            .refused, .agree, "agree: \(agree) of \(replicas) replicas is no threshold",
            hint: replicas < 1 ? nil : "agree: \(majority(of: replicas))")
    }

    package static func majority(of replicas: Int) -> Int { replicas / 2 + 1 }

    /// A threshold as it is configured. What a policy asks for by itself `agree` cannot lower.
    func remedy(agree: Int) -> String {
        let isPlain = policyName == RequireAgreement.name && quorum == self.agree
        return "agree: \(agree)" + (isPlain ? "" : " and policy: agree")
    }

    private func isThreshold(_ count: Int) -> Bool { 1 <= count && count <= replicas }
}

extension ThresholdAdvice {
    private var aboutRelease: [ThresholdFinding] {
        switch release {
        case .none(let reason) where hasRestrictive:
            return [
                ThresholdFinding(
                    .refused, .policy,
                    "policy: '\(policyName)' is not safe beside a restrictive answer: \(reason)",
                    hint: "policy: agree")
            ]
        case .none(let reason):
            return [
                ThresholdFinding(
                    .fact, .policy,
                    "policy '\(policyName)' guarantees no number of agreeing replicas: \(reason)")
            ]
        case .atLeast(let count) where count > replicas:
            return [
                ThresholdFinding(
                    .refused, .policy,
                    "policy: '\(policyName)' can never agree: it asks for \(count) of "
                        + "\(replicas) replicas")
            ]
        case .atLeast(let count) where count < agree && hasRestrictive:
            return [
                ThresholdFinding(
                    .refused, .policy,
                    "policy: '\(policyName)' lets an answer out that \(count) of \(replicas) "
                        + "replicas gave, agree: \(agree) asks for more",
                    hint: count < 2 ? "policy: agree" : "agree: \(count), or policy: agree")
            ]
        case .atLeast: return []
        }
    }

    /// Two answers can both have a quorum only when twice as many fit into n.
    private var aboutTies: [ThresholdFinding] {
        guard hasTies, quorum <= replicas / 2 else { return [] }
        let split = "agree: \(quorum) of \(replicas) can elect two different answers at once"
        switch tie {
        case nil:
            // A rule for ties does not make one replica's word safe.
            let orTie = quorum > 1 ? ", or tie: restrictive" : ""
            return [
                ThresholdFinding(
                    .refused, .agree, split,
                    hint: "agree: \(Self.majority(of: replicas))\(orTie)")
            ]
        case .restrictive:
            return [ThresholdFinding(.fact, .tie, split + "; then neither goes out")]
        case .lowest:
            return [
                ThresholdFinding(
                    .warning, .tie,
                    split + "; then the one with more supporters goes out, or else that of the "
                        + "replica that is listed first", hint: "tie: restrictive")
            ]
        }
    }

    private var aboutTolerance: [ThresholdFinding] {
        if replicas == 1 {
            return [
                ThresholdFinding(
                    .warning, .replicas,
                    "a single replica masks nothing, and a wrong answer goes out",
                    hint: "2 replicas find a difference, 3 mask a fault")
            ]
        }
        // Not where the policy, or the threshold without a rule for ties, is refused for it.
        if quorum == 1, tie != nil || !hasTies, agree == 1 || !hasRestrictive {
            return [
                ThresholdFinding(
                    hasRestrictive && !hasPrimary ? .refused : .warning, .agree,
                    "agree: 1 of \(replicas) lets any single replica's word out",
                    hint: "agree: \(Self.majority(of: replicas))")
            ]
        }
        // With declared faults they say so, and with which of them.
        guard quorum == replicas, (faults?.total ?? 0) == 0 else { return [] }
        let consequence =
            hasRestrictive
            ? "brings the restrictive answer, which is safe but not available" : "ends agreement"
        return [
            ThresholdFinding(
                .warning, .agree,
                "\(quorum) of \(replicas) tolerates no fault: any one lost or differing replica "
                    + consequence,
                hint: replicas == 2
                    ? "3 replicas with \(remedy(agree: 2)) mask one fault"
                    : "\(remedy(agree: replicas - 1)) masks one fault")
        ]
    }

    private var aboutRelations: [ThresholdFinding] {
        guard !isTransitive else { return [] }
        return [
            ThresholdFinding(
                .fact, .relation,
                "a tolerance is not transitive: \(quorum) agreeing answers lie within it of the "
                    + "one that goes out, up to twice as far from each other")
        ]
    }

    private var aboutName: [ThresholdFinding] {
        guard let name, isGuaranteed else { return [] }
        let lost = replicas - quorum
        // Where two quorums fit, wrong replicas could also tie with the right ones.
        let bound = lost < quorum ? "" : ", at most \(quorum - 1) of them wrong"
        let works =
            isTransitive && isAnsweredByQuorum
            ? ", and one goes out while at most \(lost) \(lost == 1 ? "is" : "are") lost or "
                + "wrong" + bound : ""
        return [
            ThresholdFinding(
                .fact, .agree,
                "\(name): no wrong answer goes out while at most \(quorum - 1) "
                    + "\(quorum == 2 ? "replica is" : "replicas are") wrong\(works)")
        ]
    }
}
