import FaultInjection
import Voting

/// Does a trial in replicas again while all of them run, and says whether the voter comes to what
/// the cached vote came to.
struct Rechecker {
    private let setup: CampaignSetup
    private let golden: GoldenRun
    private let live: LiveSetup
    private let translations: Translations

    init(
        _ setup: CampaignSetup, _ golden: GoldenRun, _ live: LiveSetup,
        _ translations: Translations
    ) {
        (self.setup, self.golden, self.live) = (setup, golden, live)
        self.translations = translations
    }

    /// - Parameters:
    ///   - replies: of the copies that were hit, in the order of the trial's replicas.
    ///   - aims: likewise.
    func recheck(
        _ trial: Trial, _ replies: [TracedReply],
        _ aims: [(replica: Int, aim: ReplicaStrike.Aim)], _ cached: CachedVerdict
    ) throws -> Recheck {
        let seen: LiveRecheck.Seen
        do {
            seen = try LiveRecheck(setup, live, golden, aims: aims, translations).run(trial)
        } catch let error as TracingError {
            return Recheck(.missed, error.message)
        }
        switch seen {
        case .missed(let cause): return Recheck(.missed, cause)
        case .verdict(let verdict, let proofs):
            // Before anything is said of what came of it: to leave out only what differs would be
            // to choose.
            if let other = Self.otherChange(aims.map(\.aim), replies, proofs) {
                return Recheck(.missed, other)
            }
            return judgement(trial, cached, verdict).recheck(
                overBudget: Self.overBudget(trial, replies))
        }
    }

    private func judgement(
        _ trial: Trial, _ cached: CachedVerdict, _ verdict: LiveVerdict
    ) -> RecheckJudgement {
        var comparer = AnswerComparer(schema: live.schema)
        return RecheckJudgement(
            cached, verdict, names: setup.targets.map(\.name), hit: trial.hit,
            restrictive: live.restrictive
        ) { left, right in
            left.withUnsafeBytes { left in
                right.withUnsafeBytes { comparer.same(left, $0) }
            }
        }
    }

    private static func overBudget(_ trial: Trial, _ replies: [TracedReply]) -> Set<Int> {
        let isOver = [ComponentOutcome.hang, .blocked]
        return Set(zip(trial.hit, replies).filter { isOver.contains($1.outcome) }.map(\.0))
    }

    /// A fault in a value that is not the same in each process, such as its number, or random bytes
    /// of the kernel's, is another fault.
    private static func otherChange(
        _ aims: [ReplicaStrike.Aim], _ replies: [TracedReply], _ proofs: [String]
    ) -> String? {
        for (index, aim) in aims.enumerated() {
            // What was only concluded has no proof.
            guard case .moment = aim, !replies[index].proof.isEmpty,
                replies[index].proof != proofs[index]
            else { continue }
            return "what was changed is not the same: \(proofs[index]), in the copy "
                + replies[index].proof
        }
        return nil
    }
}
