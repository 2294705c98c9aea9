import Statistics
import Thresholds

/// What a study found, in sentences; the same ones in the text and on the page.
struct ThresholdWords {
    let result: StudyResult

    private var agree: String { "\(result.agree) of \(result.groupSize)" }
    /// What goes out at every threshold: with the machine, where there is one.
    var released: [Threshold] { result.accepted?.thresholds ?? result.thresholds }

    /// The threshold that is spoken about.
    var chosen: Threshold { released[result.agree - 1] }
    private var recorded: Threshold { result.thresholds[result.agree - 1] }

    private func rate(_ estimate: Estimate) -> String {
        let rate = "\(Figures.percent(estimate.value)) %"
        guard let interval = estimate.interval else {
            // A bare 0 reads like a promise.
            let demands = Figures.counted(result.demands, "demand")
            return estimate.value == 0 ? "\(rate) (never seen in \(demands))" : rate
        }
        return "\(rate) (\(confidence) %: \(Figures.percent(interval)) %)"
    }

    /// `95`, `99.9`.
    var confidence: String {
        let tenths = Figures.fixed(result.intervals.confidence * 100, 1)
        return tenths.hasSuffix(".0") ? String(tenths.dropLast(2)) : tenths
    }

    /// The finding that matters most, about the threshold that is spoken about: what really goes
    /// out, with a machine of the answers that it accepts.
    var headline: String {
        let what =
            result.accepted == nil
            ? "\(agree) equal answers required"
            : "\(agree) equal answers required that the machine accepts"
        var sentences: [String] = []
        if let wrong = chosen.wrong, let restrictive = chosen.restrictive {
            sentences.append(
                "With \(what), a wrong answer can go out on \(rate(wrong)) of the votes, and none "
                    + "does on \(rate(restrictive)).")
        }
        if let elected = chosen.elected {
            sentences.append(
                "With \(what), an answer goes out on \(rate(elected)) of the votes; nothing "
                    + (result.accepted == nil ? "here" : "but the machine")
                    + " says whether it is the right one.")
        }
        let allowing = result.accepted == nil ? agree : "\(agree) that the machine accepts"
        if let bad = chosen.falsePermissive {
            sentences.append(
                "When \(allowing) must allow it, \(rate(bad)) of what must not be allowed is "
                    + "allowed all the same.")
        }
        if let lost = chosen.lostPermissive {
            sentences.append("Of what must be allowed, \(rate(lost)) is lost.")
        }
        if !result.hasTruth, let allowed = chosen.allowed {
            sentences.append(
                "When \(allowing) must allow it, it is on \(rate(allowed)) of demands.")
        }
        return sentences.joined(separator: " ")
    }

    /// The rates of the headline as they would be without the machine; nil when there is none.
    var contrast: String? {
        guard result.accepted != nil else { return nil }
        let rates = [
            recorded.wrong, recorded.wrong == nil ? nil : recorded.restrictive, recorded.elected,
            recorded.falsePermissive, recorded.lostPermissive,
            result.hasTruth ? nil : recorded.allowed,
        ].compactMap { $0 }.map(rate)
        let verb = rates.count == 1 ? "that rate is" : "these rates are"
        return "Without the machine \(verb) \(Figures.list(rates))."
    }

    /// What was looked at.
    var subject: String {
        let versions = Figures.counted(result.versions.count, "version")
        let demands = Figures.counted(result.demands, "demand")
        let groups = "\(Figures.count(result.groups)) group\(result.groups == 1 ? "" : "s")"
        return "\(versions), \(demands), \(groups) of \(result.groupSize); compared: "
            + result.compared
            + (result.permissive.map { "; permissive: \($0)" } ?? "")
            + (result.answer.map { "; answers read as '\($0)'" } ?? "")
    }

    /// How the coincidence figures read.
    var coincidence: String? {
        guard let figures = result.coincidence, let one = figures.one, let pair = figures.pair,
            let independent = figures.independentPair
        else { return nil }
        guard let ratio = figures.ratio, let given = figures.otherGivenOne else {
            return "No version fails on any demand."
        }
        let interval = ratio.interval.map {
            " (\(Figures.fixed($0.low, 2))–\(Figures.fixed($0.high, 2)))"
        }
        return "A version fails with probability \(Figures.fixed(one.value, 4)), two together with "
            + "\(Figures.fixed(pair.value, 4)), where independence would have "
            + "\(Figures.fixed(independent.value, 4)): \(Figures.fixed(ratio.value, 2)) "
            + "times as often\(interval ?? ""). Where one fails, another does with probability "
            + "\(Figures.fixed(given.value, 3))."
    }

    var knightLeveson: String? {
        guard let test = result.coincidence?.knightLeveson else { return nil }
        let counted =
            "two or more versions fail on \(Figures.counted(test.coincident, "demand")), "
            + "independence expects \(Figures.fixed(test.expected, 1))"
        if let z = test.z { return "Knight–Leveson: \(counted), z = \(Figures.fixed(z, 2))." }
        return "Knight–Leveson z: not valid here: \(test.invalidBecause ?? "")."
    }

    var agreement: [String] {
        let all = result.agreement
        func part(_ demands: Int) -> String {
            let rate = Double(demands) / Double(result.demands)
            return "\(Figures.counted(demands, "demand")) (\(Figures.percent(rate, 1)) %)"
        }
        var sentences = [
            "All versions give the same answer on \(part(all.unanimous)), all that answer on "
                + "\(part(all.unanimousAmongAnswers))."
        ]
        let mean =
            all.differentAnswers.enumerated().reduce(0.0) { $0 + Double($1.offset * $1.element) }
            / Double(result.demands)
        sentences.append("Different answers to a demand: \(Figures.fixed(mean, 2)) on average.")
        if let failures = result.bitwiseMajorityFailures {
            sentences.append(
                "The majority of all versions bit by bit (of those that answer, a tie is 0) is "
                    + "wrong on \(part(failures)).")
        }
        return sentences
    }

    var clusters: [String] {
        let measure =
            result.hasTruth ? "failures go together (mean φ at least 0.5)" : "answers are near"
        guard !result.clusters.groups.isEmpty else {
            return ["No two versions form a cluster whose \(measure)."]
        }
        return result.clusters.groups.map { group in
            "A cluster whose \(measure): "
                + Figures.list(group.map { result.versions[$0].name }, most: 12) + "."
        }
    }

    func sentence(_ group: IdenticalFailures) -> String {
        let names = Figures.list(group.versions.map { result.versions[$0].name }, most: 8)
        let what = group.condition.map { "condition \($0)" } ?? result.compared
        let answer = group.isSameAnswer ? ", with the same answer" : ""
        return "\(group.versions.count) versions fail \(what) on exactly the same "
            + "\(Figures.counted(group.demands, "demand"))\(answer): \(names)."
    }

    /// What a suggested check is measured by.
    var risk: String { recorded.wrong == nil ? "false permissive" : "wrong" }

    /// Without the machine, as the suggestions are.
    var riskNow: Estimate? { recorded.wrong ?? recorded.falsePermissive }

    /// What the figures do not say.
    var notes: [String] {
        var notes: [String] = []
        if !result.hasTruth {
            notes.append(
                "Without --truth nobody can say who is right: this shows who agrees with whom. "
                    + "Versions that agree may be wrong together.")
        }
        notes.append(
            "The demands are those that were recorded, not an operational profile: no rate here "
                + "is a failure rate in operation.")
        if let demands = result.intransitiveDemands { notes.append(tolerance(demands)) }
        notes.append(intervals)
        if let reason = result.intervals.restrictedBecause { notes.append("\(reason).") }
        if hasNever {
            let bound = Binomial.zeroFailureBound(
                total: result.demands, confidence: result.intervals.confidence)
            notes.append(
                "A rate of 0 or 100 has no interval: what was never seen cannot be resampled. Even "
                    + "for these versions \(Figures.percent(bound)) % remains possible "
                    + "(1 − (1 − C)^(1/n), n = \(Figures.count(result.demands)) demands).")
        }
        let ties = released.filter { ($0.tie ?? 0) > 0 }
        if !ties.isEmpty {
            let rates = ties.map { "\(Figures.percent($0.tie ?? 0)) % at \($0.agree)" }
            notes.append(
                "Up to half of a group, two different answers can both be elected "
                    + "(\(Figures.list(rates)) of \(result.groupSize))"
                    + (result.hasTruth ? "; a vote counts as wrong when one of them is." : "."))
        }
        let missing = result.versions.reduce(0) { $0 + $1.withoutAnswer }
        if missing > 0 {
            notes.append(
                "\(Figures.counted(missing, "ballot")) had no answer (missing, malformed or ERR): "
                    + "they agree with nothing and allow nothing"
                    + (result.hasTruth ? ", and count as failures." : "."))
        }
        return notes
    }

    private func tolerance(_ intransitive: Int) -> String {
        let truth =
            result.hasTruth
            ? "An answer within the tolerance of the truth is right. Any other" : "An answer"
        return "Within a tolerance there are no classes of equal answers: being the same need not "
            + "be transitive. \(truth) is put into the first group, in the order of the versions, "
            + "whose first answer it is the same as. "
            + (intransitive == 0
                ? "On no demand did that depend on the order."
                : "On \(Figures.counted(intransitive, "demand")) being the same was not "
                    + "transitive and the groups depended on the order; there a voter may decide "
                    + "otherwise.")
    }

    /// Whether something that was looked for was never seen.
    private var hasNever: Bool {
        let all =
            result.thresholds + (result.checked?.thresholds ?? [])
            + (result.accepted?.thresholds ?? [])
        return all.contains { threshold in
            [threshold.wrong, threshold.restrictive, threshold.falsePermissive]
                .contains { $0?.value == 0 }
        }
    }

    private var intervals: String {
        let method = result.intervals
        let varied =
            switch method.variation {
            case .both: "versions and demands, both"
            case .versions: "versions"
            case .demands: "demands"
            }
        let name = method.method == .bca ? "BCa" : "percentile"
        var text =
            "Intervals of votes: \(name) bootstrap of \(varied) drawn with replacement, "
            + "\(Figures.count(method.resamples)) resamples, seed \(method.seed)."
        if method.variation != .demands {
            text +=
                " Groups share versions, so an interval that takes groups for independent would "
                + "be far too narrow. With few versions these, too, tend to end too low."
        }
        return text
    }
}
