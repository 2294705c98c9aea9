import Campaigns
import Reporting

/// Says why the figures of a campaign cannot be trusted, and what comes of the campaign.
enum CampaignFailure {
    /// Of a campaign that has come to its end.
    static func end(_ figures: CampaignFigures) throws {
        tell(figures)
        let doubts = CampaignDoubts(figures)
        for sentence in doubts.sentences { Terminal.say("thrice: \(sentence)") }
        if figures.ownWrong > 0 || figures.hasFailedRechecks { throw Silent(status: .restrictive) }
        let judged = figures.votes.first?.wrong.trials ?? 0
        if judged == 0 && figures.live.allSatisfy({ $0.trials == 0 || $0.isControl }) {
            Terminal.say("thrice: the campaign says nothing: no fault was in use in any trial")
            throw Silent(status: .inconclusive)
        }
        if doubts.isInconclusive { throw Silent(status: .inconclusive) }
        if let rechecks = figures.rechecks, rechecks.missed >= Self.missedMax,
            rechecks.compared + rechecks.slower == 0
        {
            Terminal.say(
                "thrice: the campaign is inconclusive: none of its cached votes could be held "
                    + "against the ensemble itself (\(rechecks.missedMostly ?? "no reason known"))")
            throw Silent(status: .inconclusive)
        }
    }

    /// Fewer may be missed by chance.
    private static let missedMax = 5

    private static func tell(_ figures: CampaignFigures) {
        guard let rechecks = figures.rechecks, let first = rechecks.differing.first else { return }
        Terminal.say(
            "thrice: the campaign has failed: \(rechecks.differing.count) of its cached votes are "
                + "not what the ensemble itself came to, the first is trial \(first.trial): "
                + "\(first.note) (hint: \(figures.replay(first.trial)))")
    }
}
