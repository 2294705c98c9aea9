/// What two campaigns have in common: lines of the same fault, settings and number of replicas, and
/// votes of the same name.
struct ComparedPairs {
    private(set) var all: [ComparedPair] = []
    private(set) var missing: [String] = []
    private let before: CampaignFigures
    private let after: CampaignFigures

    init(_ after: CampaignFigures, _ before: CampaignFigures) {
        (self.before, self.after) = (before, after)
        if [before, after].contains(where: Self.isPart) { return }
        var lines: [(before: CampaignFigures.Line, after: CampaignFigures.Line)] = []
        var later = after.lines
        for line in before.lines {
            if let place = later.firstIndex(where: { $0.title == line.title }) {
                lines.append((line, later.remove(at: place)))
            } else if line.trials > 0 {
                missing.append(line.title)
            }
        }
        for vote in before.votes.map(\.vote) {
            guard after.votes.contains(where: { $0.vote == vote }) else {
                missing.append("the vote \(vote)")
                continue
            }
            // Those over all lines first: they have most trials.
            let pairs = CampaignComparison.Measure.allCases.map { measure in
                lines.compactMap { pair(vote, measure, $0.before, $0.after) }
            }
            all += isMixed ? [] : pairs.compactMap(whole)
            all += pairs.joined()
        }
        for before in before.live where !before.isControl && before.trials > 0 {
            guard
                let after = after.live.first(where: {
                    ($0.component, $0.fault) == (before.component, before.fault) && $0.trials > 0
                })
            else {
                // Of a line that is not there at all it has been said.
                if !missing.contains(where: { $0.contains("in=\(before.component)") }) {
                    note("\(before.component): \(before.fault)")
                }
                continue
            }
            all += livePairs(before, after)
        }
    }

    /// What went out while the whole ensemble ran, by what was struck.
    private func livePairs(
        _ before: CampaignFigures.Live, _ after: CampaignFigures.Live
    ) -> [ComparedPair] {
        let confidence = self.before.confidence
        return [CampaignComparison.Measure.silentWrong, .failed].map { measure in
            let isFailed = measure == .failed
            return ComparedPair(
                vote: "the whole ensemble, \(before.component)",
                line: before.fault == CampaignFigures.Live.all ? nil : before.fault,
                measure: measure, before: isFailed ? before.failed(confidence) : before.wrong,
                after: isFailed ? after.failed(confidence) : after.wrong, points: (1, 1),
                isWhole: (false, false))
        }
    }

    private static func isWhole(_ figures: CampaignFigures) -> Bool {
        figures.isWhole
            || figures.sampling == "exhaustive" && figures.trials == figures.planned
    }

    /// Whether it is a part of a whole space: no sample, which chance could be told from.
    private static func isPart(_ figures: CampaignFigures) -> Bool {
        figures.isPartial
            || figures.sampling == "exhaustive" && figures.trials < figures.planned
    }

    /// How many of a line's faults its judged trials stand for: the others were never in use.
    private static func points(_ line: CampaignFigures.Line, judged: UInt64) -> Double {
        let share = Double(judged) / Double(max(1, judged + line.unjudged))
        return max(1, Double(line.points) * share)
    }

    /// Whether the shares of lines among the trials say nothing of the space.
    private var isMixed: Bool {
        [before, after].contains { $0.sampling == "stratified" }
    }

    private mutating func note(_ name: String) {
        if !missing.contains(name) { missing.append(name) }
    }

    private mutating func pair(
        _ vote: String, _ measure: CampaignComparison.Measure, _ before: CampaignFigures.Line,
        _ after: CampaignFigures.Line
    ) -> ComparedPair? {
        guard let one = before.votes.first(where: { $0.vote == vote }), one.wrong.trials > 0 else {
            return nil
        }
        guard let other = after.votes.first(where: { $0.vote == vote }), other.wrong.trials > 0
        else {
            note("\(before.title) by \(vote)")
            return nil
        }
        // With other demands there is another number of faults, and nothing is worse by that.
        if measure == .space, self.before.demands != self.after.demands { return nil }
        let isFailed = measure == .failed
        return ComparedPair(
            vote: vote, line: before.title, measure: measure,
            before: isFailed ? one.failed : one.wrong, after: isFailed ? other.failed : other.wrong,
            points: (
                Self.points(before, judged: one.wrong.trials),
                Self.points(after, judged: other.wrong.trials)
            ),
            isWhole: (Self.isWhole(self.before), Self.isWhole(self.after)))
    }

    /// Nil where there is no more than one line.
    private func whole(_ pairs: [ComparedPair]) -> ComparedPair? {
        guard let first = pairs.first, pairs.count > 1 else { return nil }
        return pairs.dropFirst().reduce(first) {
            $0.joined($1, confidence: before.confidence)
        }
    }

    /// In what the campaigns differ, as far as it matters for what is compared.
    var remarks: [String] {
        var found: [String] = []
        func note(_ what: String, _ value: (CampaignFigures) -> String) {
            let (one, other) = (value(before), value(after))
            if one != other { found.append("\(what) '\(other)', before '\(one)'") }
        }
        note("ensemble") { $0.ensemble }
        note("sampling") { $0.sampling }
        note("demands") { String($0.demands) }
        note("replicas that may be hit") { $0.replicas.joined(separator: " ") }
        if after.hasFailedRechecks {
            found.append("the later one has failed: cached votes are not what the ensemble said")
        }
        for figures in [before, after] where Self.isPart(figures) {
            found.append(
                "'\(figures.name)' is a part of a whole space, and no sample of it: nothing is "
                    + "compared")
        }
        for figures in [before, after] where figures.trials < figures.planned {
            found.append(
                "'\(figures.name)' has \(figures.trials) of \(figures.planned) planned trials")
        }
        return found
    }
}
