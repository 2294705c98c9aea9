/// What a test suite says beside its tests: the figures of one line, and of the whole campaign.
struct SuiteProperties {
    let pairs: [(String, String)]

    init(_ figures: CampaignFigures, _ line: CampaignFigures.Line) {
        var pairs = [
            ("campaign", figures.name), ("ensemble", figures.ensemble),
            ("seed", "\(figures.seed)"), ("sampling", figures.sampling),
            ("confidence", "\(figures.confidence)"),
            ("campaign trials", "\(figures.trials) of \(figures.planned)"),
            ("trials", "\(line.trials)"), ("points", "\(line.points)"), ("hits", "\(line.hits)"),
        ]
        pairs += line.components.map { ("component: \($0.outcome)", "\($0.count)") }
        pairs += line.outcomes.map { ("outcome: \($0.outcome)", "\($0.count)") }
        pairs += line.votes.map { vote in
            ("silent wrong outputs of \(vote.vote)", Self.text(vote.wrong))
        }
        self.pairs = pairs
    }

    private static func text(_ share: CampaignFigures.Share) -> String {
        "\(share.count) of \(share.trials), [\(share.low), \(share.high)]"
    }
}
