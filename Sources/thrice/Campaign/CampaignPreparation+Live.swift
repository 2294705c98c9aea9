import Campaigns
import Ensembles
import FaultInjection
import Foundation
import Supervision
import Voting

extension CampaignPreparation {
    /// How the whole ensemble is run, as a person would run it.
    func live(_ schema: AnswerSchema, _ setup: CampaignSetup) throws -> LiveSetup {
        let rules = campaign.live
        let executable = SiblingExecutable.path("thrice")
        let inherited = ProcessInfo.processInfo.environment
        let environment = ["PATH", "HOME"].compactMap { name in
            inherited[name].map { "\(name)=\($0)" }
        }
        let durability = rules.durability.map { ["--durability", $0] } ?? []
        let hasJournal =
            rules.durability.map { $0 != "none" } ?? (ensemble.journal.durability != .none)
        let run = [
            executable, "run", ensemble.folder, "--verdicts", "records", "--quiet",
        ]
        let gate = [
            executable, "gate", "--restrictive",
            String(decoding: ensemble.vote.restrictive, as: UTF8.self),
        ]
        let own = "\(ensemble.folder)/.thrice/campaigns/\(campaign.name)-\(campaign.seed)"
        let ours = ["thrice", "thrice-voter", "thrice-journaler"].map(SiblingExecutable.path)
        let key = try (FileDigests.sha256(ours) ?? []) + digests(of: setup).values.sorted()
        return LiveSetup(
            run: TracedCommand(run + durability, environment: environment),
            gate: TracedCommand(gate, environment: environment),
            folder: "\(own)/live", windows: ("\(own)/windows.plist", key.joined(separator: " ")),
            restrictive: ensemble.vote.restrictive, schema: schema,
            processes: 2 + ensemble.allReplicas.count + (hasJournal ? 1 : 0),
            deadline: ensemble.deadlineNanoseconds,
            validFor: ensemble.validForNanoseconds, cycle: rules.cycle, budget: rules.budget)
    }
}
