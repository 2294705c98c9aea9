import Campaigns
import Foundation
import Reporting

/// What `thrice campaign status` does. It reads files, and asks Slurm where that has the campaign:
/// nothing is run.
struct StatusWork {
    private let place: CampaignPlace
    private let preparation: CampaignPreparation
    private let folder: ShardFolder

    init(_ place: CampaignPlace) throws {
        self.place = place
        preparation = try CampaignPreparation(file: place.file, seed: place.seed)
        folder = ShardFolder(results: place.results ?? preparation.resultPath)
    }

    func run(json: Bool) throws {
        let submission = SlurmSubmission(path: folder.submission)
        guard let survey = ShardSurvey(folder, count: submission?.shards) else {
            throw ThriceError(
                .missingInput,
                "cannot tell how far the campaign is: there is no shard in '\(folder.path)'",
                hint: "thrice campaign submit \(place.text) --slurm")
        }
        let campaign = preparation.campaign
        let queue = try submission.flatMap { try SlurmQueue.ask($0.job) }
        var status = ShardStatus(
            survey, name: campaign.name, seed: campaign.seed, queue: queue)
        (status.job, status.planned) = (submission?.job, status.planned ?? submission?.planned)
        if submission != nil && queue == nil && !status.isWhole {
            Terminal.say("thrice: Slurm cannot be asked here, or has forgotten the job")
        }
        try tell(status, survey, json)
        if !status.isWhole { throw Silent(status: .inconclusive) }
    }

    private func tell(_ status: ShardStatus, _ survey: ShardSurvey, _ json: Bool) throws {
        let rule = preparation.campaign.stop
        if let own = survey.wrong(confidence: preparation.campaign.confidence),
            rule.isMet(by: own)
        {
            Terminal.say(
                "thrice: the whole shards are enough for the campaign's rule to stop "
                    + "(\(rule.text))")
        }
        if json {
            try CommandOutput.put(json: status)
        } else {
            try CommandOutput.put(status.text)
        }
    }
}
