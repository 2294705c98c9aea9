import Reporting

/// Says why the figures of a campaign cannot be trusted.
enum CampaignFailure {
    static func tell(_ figures: CampaignFigures) {
        guard let rechecks = figures.rechecks, let first = rechecks.differing.first else { return }
        Terminal.say(
            "thrice: the campaign has failed: \(rechecks.differing.count) of its cached votes are "
                + "not what the ensemble itself came to, the first is trial \(first.trial): "
                + "\(first.note) (hint: \(figures.replay(first.trial)))")
    }
}
