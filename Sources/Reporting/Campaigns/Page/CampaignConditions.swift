/// What was injected, into what, and what is counted apart.
struct CampaignConditions {
    let figures: CampaignFigures

    var markup: [Markup] {
        let items = entries.map { name, text in
            Markup.element(
                "div", [],
                [.element("dt", [], text: name), .element("dd", [], text: text)])
        }
        return [.element("dl", [("class", "facts")], items), lines.markup]
    }

    private var entries: [(String, String)] {
        var found = [
            ("ensemble", figures.ensemble),
            ("replicas that may be hit", figures.replicas.joined(separator: ", ")),
            ("fault space", "\(Figures.count(figures.points)) faults"),
            ("sampling", sampling), ("seed", String(figures.seed)),
            ("demands", "\(Figures.count(figures.demands)), drawn by the seed"),
            (
                "trials",
                "\(Figures.count(figures.trials)) of \(Figures.count(figures.planned)) planned"
            ),
            ("stop rule", figures.stop ?? "not recorded"),
        ]
        if let tried = figures.tried {
            found.append(("faults injected", Figures.count(tried)))
        }
        if let budget = figures.budget {
            found.append(
                (
                    "budget of a trial",
                    "\(Figures.duration(nanoseconds: budget.processorNanoseconds)) of processor "
                        + "time behind the fault, "
                        + "\(Figures.duration(nanoseconds: budget.wallNanoseconds)) in all; "
                        + "windows of at most \(Figures.count(budget.steps)) instructions"
                ))
        }
        found += [
            ("confidence", Figures.significant(figures.confidence * 100) + " %"),
            ("counted apart", apart),
        ]
        if let controls = figures.controls {
            found.append(
                (
                    "controls",
                    "\(Figures.counted(controls.trials, "trial")) without a fault, "
                        + "\(Figures.count(controls.count)) of them not as if there was none "
                        + "(\(Figures.interval(controls.low, controls.high)))"
                ))
        }
        return found
    }

    private var sampling: String {
        switch figures.sampling {
        case "uniform": "uniform: each fault of the space is as likely, with replacement"
        case "stratified": "stratified: each line has its share of trials, with replacement"
        case "exhaustive": "exhaustive: each fault once"
        case "pruned" where figures.isOfFaults:
            "pruned: every fault of the space, those that nothing can tell from each other as one "
                + "trial with their number as its weight"
        case "pruned":
            "pruned: each fault of the space is as likely, with replacement; what is written over "
                + "or not read again is not injected"
        default: figures.sampling
        }
    }

    private var apart: String {
        let excluded = figures.excluded
        return "\(Figures.count(excluded.notInjected)) not injected, "
            + "\(Figures.count(excluded.notActivated)) not activated, "
            + "\(Figures.counted(excluded.harnessErrors, "harness error")); "
            + "\(Figures.counted(excluded.unjudged, "trial")) without a verdict"
    }

    private var lines: DataTable {
        DataTable(
            caption: "Lines of faults", header: ["fault", "replicas at once", "faults", "trials"],
            rows: figures.lines.map { line in
                [
                    line.settings.isEmpty ? line.model : "\(line.model) \(line.settings)",
                    String(line.hits), Figures.count(line.points), Figures.count(line.trials),
                ]
            })
    }
}
