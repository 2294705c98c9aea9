/// A campaign's figures for people, as lines of text.
package struct CampaignText {
    private let figures: CampaignFigures

    package init(_ figures: CampaignFigures) { self.figures = figures }

    package var text: String {
        var text = headline + "\n" + controls
        if figures.lines.contains(where: { !$0.isLive }) {
            text += "\nwhat was hit\n" + components
        }
        if figures.votes.contains(where: { $0.wrong.trials > 0 }) {
            text += "\nwhat went out, by vote (\(basis))\n" + votes
        }
        if let blame = figures.blame { text += "  \(blame.text)\n" }
        return text + live + wrongTrials + rechecks
    }

    private var basis: String {
        if figures.isPartial {
            return "faults of a part of the whole space, no interval, no claim about the rest"
        }
        return figures.isWhole
            ? "faults of the whole space, no interval"
            : "\(percent(figures.confidence)) intervals"
    }

    private var headline: String {
        let tried = figures.tried.map { ", \($0) of them injected," } ?? ""
        let part = figures.trials < figures.planned ? " of \(figures.planned) planned" : ""
        return "\(figures.name): \(figures.trials) trials\(part)\(tried) out of "
            + "\(figures.points) faults, seed \(figures.seed), \(figures.demands) demands, "
            + figures.replicas.joined(separator: " ")
    }

    private var controls: String {
        guard let controls = figures.controls else { return "" }
        return "controls: \(controls.trials) trials without a fault, \(controls.count) of them not "
            + "as if there was none\n"
    }

    /// One row a line of the file; outcomes that nobody had have no column.
    private var components: String {
        let names = Self.names(of: figures.lines.filter { !$0.isLive }.map(\.components))
        let rows = figures.lines.filter { !$0.isLive }.map { line in
            let hits = line.hits > 1 ? " ×\(line.hits)" : ""
            let settings = line.settings.isEmpty ? "" : " " + Self.short(line.settings)
            return ["  \(line.model)\(settings)\(hits)", String(line.trials)]
                + names.map { Self.share(of: $0, in: line.components) }
        }
        return TextTable(header: ["  fault", "trials"] + names, rows: rows).text
    }

    /// Of a long list the first and last of its items.
    private static func short(_ settings: String) -> String {
        settings.split(separator: " ").map { setting in
            let items = setting.split(separator: ",")
            guard items.count > 6, let last = items.last else { return String(setting) }
            return items.prefix(2).joined(separator: ",") + ",…,\(last) (\(items.count))"
        }.joined(separator: " ")
    }

    private var votes: String {
        let names = Self.names(of: figures.votes.map(\.outcomes))
        let alone = figures.votes.compactMap(\.ratio).first.map { ["to \($0.to)"] } ?? []
        let rows = figures.votes.map { vote in
            ["  " + vote.vote] + names.map { Self.count(of: $0, in: vote.outcomes) }
                + bounds(vote) + alone.map { _ in vote.ratio.map(Self.text) ?? "–" }
        }
        return TextTable(
            header: ["  vote"] + names
                + (figures.isOfFaults ? ["wrong"] : ["wrong", "claim", "of demands"]) + alone,
            rows: rows
        ).text
    }

    private var live: String {
        if figures.live.isEmpty { return "" }
        let names = Self.names(of: figures.live.map(\.outcomes))
        let rows = figures.live.map { live in
            ["  " + live.component, live.fault, String(live.trials), String(live.missed)]
                + names.map { Self.count(of: $0, in: live.outcomes) }
                + [
                    figures.isPartial ? "–" : below(live.bound),
                    live.latency.map { Self.short(Double($0) / 1e6) + " ms" } ?? "–",
                ]
        }
        return "\nwhat went out of the whole ensemble (claims at \(percent(figures.confidence)))\n"
            + TextTable(
                header: ["  in", "fault", "trials", "missed"] + names
                    + ["silent wrong", "seen after"], rows: rows
            ).text
    }

    private func bounds(_ vote: CampaignFigures.Vote) -> [String] {
        if figures.isOfFaults { return [vote.wrong.value.map(percent) ?? "–"] }
        return [
            "[\(percent(vote.wrong.low)), \(percent(vote.wrong.high))]",
            below(vote.bound), below(vote.demandBound),
        ]
    }

    private func below(_ rate: Double) -> String { "\(rate < 1 ? "<" : "≤") \(percent(rate))" }

    private static func text(_ ratio: CampaignFigures.Ratio) -> String {
        if let value = ratio.value, ratio.low == ratio.high { return short(value) }
        let high = ratio.high.map { short($0) } ?? "no bound"
        return "\(ratio.value.map { short($0) } ?? "?") [\(short(ratio.low)), \(high)]"
    }

    private var wrongTrials: String {
        guard !figures.silentWrong.isEmpty else { return "" }
        let shown = figures.silentWrong.prefix(10).map { trial in
            "  trial \(trial.trial): \(trial.model) in \(trial.replicas), demand \(trial.demand), "
                + "\(trial.place), bit \(trial.bit), after \(trial.moment) instructions\n"
                + "    again: \(figures.replay(trial.trial))\n"
        }
        let rest = figures.silentWrongTrials - UInt64(shown.count)
        return "\nsilent wrong outputs\n" + shown.joined()
            + (rest > 0 ? "  and \(rest) more in the results\n" : "")
    }

    private var rechecks: String {
        guard let rechecks = figures.rechecks else { return "" }
        let shown = rechecks.differing.prefix(10).map { differing in
            "  trial \(differing.trial): \(differing.note)\n"
                + "    again: \(figures.replay(differing.trial))\n"
        }
        return "\ncached votes beside live ones\n  \(rechecks.text)\n" + shown.joined()
    }

    private static func names(of counts: [[CampaignFigures.Count]]) -> [String] {
        var names: [String] = []
        for count in counts.joined() where count.count > 0 && !names.contains(count.outcome) {
            names.append(count.outcome)
        }
        return names
    }

    private static func count(of name: String, in counts: [CampaignFigures.Count]) -> String {
        String(counts.first { $0.outcome == name }?.count ?? 0)
    }

    private static func share(of name: String, in counts: [CampaignFigures.Count]) -> String {
        let all = counts.reduce(0) { $0 + $1.count }
        let count = counts.first { $0.outcome == name }?.count ?? 0
        return all == 0 ? "" : short(Double(count) * 100 / Double(all)) + " %"
    }

    private func percent(_ share: Double) -> String { Self.short(share * 100) + " %" }

    /// Three digits that matter.
    private static func short(_ value: Double) -> String {
        if value == 0 { return "0" }
        if value >= 100 { return String(Int(value.rounded())) }
        var scale = 1.0
        while value * scale < 100 && scale < 1e9 { scale *= 10 }
        let digits = String(Int((value * scale).rounded()))
        let places = String(Int(scale)).count - 1
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let whole = padded.dropLast(places)
        return places == 0 ? String(whole) : "\(whole).\(padded.suffix(places))"
    }
}
