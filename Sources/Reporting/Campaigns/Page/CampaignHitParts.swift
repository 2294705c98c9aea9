/// The parts of the page that say where, when and whom faults hit.
struct CampaignHitParts {
    typealias Part = CampaignPage.Part
    private typealias Breakdown = CampaignFigures.Breakdown

    let figures: CampaignFigures

    var map: Part {
        let map = RegisterMap(figures.cells, confidence: figures.intervalConfidence)
        let group = map.map(\.group) ?? 1
        return Part(
            name: "map", title: "Wrong values by register and bit",
            lead: "Of the faults in a register's bit, how many ended with a wrong value of the "
                + "replica that was hit."
                + (group > 1
                    ? " \(group) bits are taken together, so that each square has trials enough."
                    : ""),
            content: map?.markup ?? [])
    }

    var places: Part {
        Part(
            name: "places", title: "By place",
            lead: "Registers by name, memory by region, answers and demands by byte.",
            content: pictures(of: figures.places, "place") { model, rows in
                [.element("h3", [], text: model)]
                    + Self.bars(rows, "Outcomes by place, \(model)", "place")
            })
    }

    var bits: Part {
        Part(
            name: "bits", title: "By bit",
            lead: "Bit 0 is the lowest; of neighbouring ones that were flipped together, the "
                + "lowest of them. Lines are Wilson intervals of wrong values; what is missing "
                + "to 100 % was masked.",
            content: columns(figures.bits, axis: "bit"))
    }

    var moments: Part {
        Part(
            name: "moments", title: "By moment",
            lead: "The window of a demand, from its arrival to the end of its answer, in ten parts "
                + "of equally many instructions. What is missing to 100 % was masked.",
            content: columns(figures.moments, axis: "tenth of the window"))
    }

    var replicas: Part {
        let rows = figures.hitReplicas.filter { $0.wrong.trials > 0 }
        return Part(
            name: "replicas", title: "By replica", lead: "Whom the fault was in.",
            content: rows.isEmpty ? [] : Self.bars(rows, "Outcomes by replica", "replica"))
    }

    var latencies: Part {
        Part(
            name: "latencies", title: "How soon it showed",
            lead: "Processor time of the replica from the fault to the end of its answer, or to "
                + "what stood in its place. What hangs ends at its budget. On an answer's way no "
                + "time passes that could be measured: such faults are not in here.",
            content: LatencyPlot(figures.latencies)?.markup ?? [])
    }

    private static func bars(
        _ rows: [Breakdown], _ caption: String, _ subject: String
    ) -> [Markup] {
        OutcomeBars(
            caption: caption, subject: subject, unit: "replies", inks: OutcomePalette.components,
            rows: rows.map {
                OutcomeBars.Row(name: $0.key, counts: $0.outcomes, gravest: $0.wrong)
            }
        ).markup
    }

    /// One a model; of models that always come to the same there is nothing to see.
    private func pictures(
        of all: [Breakdown], _ axis: String, _ draw: (String, [Breakdown]) -> [Markup]
    ) -> [Markup] {
        let tried = all.filter { $0.wrong.trials > 0 }
        let models = tried.map(\.model).reduce(into: [String]()) { models, model in
            if !models.contains(model) { models.append(model) }
        }
        var plain: [String] = []
        let drawn = models.flatMap { model -> [Markup] in
            let own = tried.filter { $0.model == model }
            let outcomes = Set(own.flatMap(\.outcomes).filter { $0.count > 0 }.map(\.outcome))
            if outcomes.count == 1, let outcome = outcomes.first {
                plain.append("\(model) (\(outcome))")
                return []
            }
            return own.count > 1 ? draw(model, own) : []
        }
        if plain.isEmpty { return drawn }
        let words = "Always the same, whatever the \(axis): \(Figures.list(plain))."
        return drawn + [.element("p", [("class", "lead")], text: words)]
    }

    private func columns(_ all: [Breakdown], axis: String) -> [Markup] {
        let pictures = pictures(of: all, axis) { model, columns in
            let step = columns.count > 16 ? 8 : 1
            let picture = OutcomeColumns(title: model, axis: axis, columns: columns) { index in
                index % step == 0 ? columns[index].key : nil
            }
            return [
                .element(
                    "div", [("class", columns.count > 16 ? "picture wide" : "picture")],
                    picture.markup)
            ]
        }
        return pictures.isEmpty ? [] : [.element("div", [("class", "twins")], pictures)]
    }
}
