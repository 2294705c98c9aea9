/// The page's parts in their order; one without content is left out.
struct CampaignParts {
    typealias Part = CampaignPage.Part

    let figures: CampaignFigures

    var all: [Part] {
        let hits = CampaignHitParts(figures: figures)
        let votes = CampaignVoteParts(figures: figures)
        return [injected, components, votes.votes, votes.demands, shared]
            + [hits.map, hits.places, hits.bits, hits.moments, hits.replicas, hits.latencies]
            + [commonModes, wrong, rechecks, threats, again]
    }

    private var injected: Part {
        Part(
            name: "injected", title: "What was injected",
            content: CampaignConditions(figures: figures).markup)
    }

    private var components: Part {
        let rows = figures.lines.filter { $0.wrong.trials > 0 && !$0.isLive }.map { line in
            OutcomeBars.Row(name: Self.title(line), counts: line.components, gravest: line.wrong)
        }
        return Part(
            name: "components", title: "What became of the replicas that were hit",
            lead: "Each in its own right, held against itself without the fault, by line of "
                + "faults. Whiskers and ranges are Wilson intervals of wrong values.",
            content: rows.isEmpty
                ? []
                : OutcomeBars(
                    caption: "Outcomes of the replicas that were hit, by line of faults",
                    subject: "fault", unit: "replies", inks: OutcomePalette.components, rows: rows
                ).markup)
    }

    private var shared: Part {
        let rows = figures.live.filter { $0.trials > 0 }.map { live in
            OutcomeBars.Row(
                name: "\(live.component): \(live.fault)", counts: live.outcomes,
                gravest: live.wrong)
        }
        return Part(
            name: "shared", title: "Faults in what replicas share",
            lead:
                "One fault in the voter, the gate or another process of which there is one, while "
                + "the whole ensemble ran; outcomes are those of the consumer's end. Whiskers and "
                + "ranges are Wilson intervals of silent wrong outputs.",
            content: rows.isEmpty
                ? []
                : OutcomeBars(
                    caption: "Outcomes at the consumer's end, by what was hit",
                    subject: "fault", unit: "trials", inks: OutcomePalette.ensembles, rows: rows
                ).markup + [SharedTable(figures: figures).markup])
    }

    /// Lists may be broken between their words.
    private static func title(_ line: CampaignFigures.Line) -> String {
        line.title.replacing(",", with: ", ")
    }

    private var commonModes: Part {
        let modes = figures.commonModes.filter { $0.trials > 0 }
        return Part(
            name: "common", title: "Wrong together: common mode against independence",
            lead: "The same fault in several replicas at once: how often two or more were wrong, "
                + "as a multiple of what their own rates would make of it if they were "
                + "independent (dashed at 1). Identical wrong answers can win a vote; different "
                + "ones leave it without a majority.",
            content: modes.isEmpty ? [] : CommonModePlot(modes).markup)
    }

    private var wrong: Part {
        Part(
            name: "wrong", title: "Every silent wrong output",
            lead: "By the ensemble's own vote. The moment is the number of instructions before the "
                + "fault. The command does the trial again and tells everything of it.",
            content: WrongTrialTable(figures: figures).markup)
    }

    private var rechecks: Part {
        let differing = figures.rechecks?.differing ?? []
        let rows = differing.map { ["\($0.trial)", $0.note, figures.replay($0.trial)] }
        let table = DataTable(
            caption: "Trials of which the two do not say the same",
            header: ["trial", "what differs", "again"], rows: rows, words: [1, 2]
        ).markup
        let text = figures.rechecks.map { Markup.element("p", [], text: "\($0.text).") }
        return Part(
            name: "rechecks", title: "Cached votes beside live ones",
            lead:
                "Votes are cached: only the replica that is hit runs. Trials drawn at random were "
                + "done again with the same fault in a replica of an ensemble that ran, and what "
                + "its voter said, ballots included, was held against that. Any difference fails "
                + "the campaign.",
            content: (text.map { [$0] } ?? []) + (rows.isEmpty ? [] : [table]))
    }

    private var threats: Part {
        Part(
            name: "threats", title: "Threats to validity",
            lead: "What could make these figures mean less than they seem to.",
            content: [CampaignThreats.markup])
    }

    private var again: Part {
        let commands = "thrice campaign run \(figures.place)\n\(figures.replay(1))\n"
        return Part(
            name: "again", title: "To do it again",
            lead: "The seed decides which faults are drawn: the same file, ensemble and seed give "
                + "the same trials with the same numbers, in any order and in any parts. What a "
                + "trial comes to is the same again, except where a budget of time decides.",
            content: [
                .element("pre", [], [.element("code", [], text: commands)])
            ])
    }
}
