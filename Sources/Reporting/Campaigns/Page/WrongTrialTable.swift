/// Every wrong answer that went out, with the command that does it again.
struct WrongTrialTable {
    let figures: CampaignFigures

    var markup: [Markup] {
        let count = figures.silentWrongTrials
        guard !figures.silentWrong.isEmpty else { return [] }
        let table = DataTable(
            caption: "Silent wrong outputs",
            header: [
                "trial", "fault", "in", "demand", "place", "bit", "moment", "again",
            ],
            rows: figures.silentWrong.map { trial in
                [
                    String(trial.trial), trial.model, trial.replicas, String(trial.demand),
                    trial.place, String(trial.bit), Figures.count(trial.moment),
                    figures.replay(trial.trial),
                ]
            }, words: [0, 1, 2, 4, 7])
        let rest = count - min(count, UInt64(figures.silentWrong.count))
        let note = Markup.element(
            "p", [("class", "lead")],
            text: "The first \(Figures.count(UInt64(figures.silentWrong.count))); "
                + "\(Figures.count(rest)) more are in the results.")
        return [.element("div", [("class", "long")], [table.markup])] + (rest > 0 ? [note] : [])
    }
}
