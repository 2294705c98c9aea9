/// What a campaign came to, in sentences that can be quoted: each says what it is about, and none
/// says more than was counted.
struct CampaignWords {
    let figures: CampaignFigures

    private var own: CampaignFigures.Vote? { figures.votes.first }
    private var confidence: String { Figures.significant(figures.confidence * 100) + " %" }

    var headline: String {
        guard let own, own.wrong.trials > 0 else {
            if let shared { return shared }
            return figures.trials == 0
                ? "No fault was injected yet."
                : "No fault of \(Figures.counted(figures.trials, "trial")) was in use: there is "
                    + "nothing to say of the vote."
        }
        if figures.isOfFaults { return wholeHeadline(own) }
        let trials = Figures.counted(own.wrong.trials, "trial")
        let bound = bounds(own)
        if own.wrong.count == 0 {
            return "In \(trials) with injected faults no wrong answer went out by \(vote(own)); "
                + "\(bound)."
        }
        return "In \(Figures.count(own.wrong.count)) of \(trials) with injected faults "
            + "(\(Figures.share(own.wrong))) a wrong answer went out by \(vote(own)); \(bound)."
    }

    /// Of trials and of demands, each with what it supposes.
    private func bounds(_ own: CampaignFigures.Vote) -> String {
        let alike =
            own.wrong.count == 0
            ? "if trials are independent" : "with trials of one demand as alike as was seen"
        let demands =
            own.demandBound < 1
            ? "at fewer than \(Figures.share(own.demandBound)) of demands, each tried as often, "
                + "one goes out"
            : "of demands nothing can be claimed"
        return "at \(confidence) confidence fewer than \(Figures.share(own.bound)) of such "
            + "faults let one out \(alike), and \(demands)"
    }

    private func wholeHeadline(_ own: CampaignFigures.Vote) -> String {
        let all =
            figures.isPartial
            ? "Of \(Figures.counted(own.wrong.trials, "fault")) of the space"
            : "Of all \(Figures.counted(own.wrong.trials, "fault")) of the space that can be put"
        let count = own.wrong.count == 0 ? "none" : Figures.count(own.wrong.count)
        let basis =
            figures.isPartial
            ? "a part of the whole space, and no random sample of it: nothing is claimed of the "
                + "rest."
            : "the whole space, no interval."
        return "\(all), \(count) let a wrong answer out by \(vote(own)): \(basis)"
    }

    private func vote(_ vote: CampaignFigures.Vote) -> String {
        vote.vote == "alone" ? "one version alone" : "the vote \(vote.vote)"
    }

    /// Against one version alone; nil where that was not counted.
    var contrast: String? {
        guard let own, let alone = figures.votes.first(where: { $0.vote == "alone" }),
            own.vote != "alone", alone.wrong.trials > 0
        else { return nil }
        let text =
            "Of the same faults, one version alone let a wrong answer out in "
            + "\(Figures.part(alone.wrong)) "
            + "\(figures.isOfFaults ? "cases" : "trials") (\(Figures.share(alone.wrong)))"
        guard let ratio = own.ratio, let value = ratio.value else { return text + "." }
        if figures.isOfFaults {
            return text + "; the vote, \(Figures.significant(value)) times as often."
        }
        // An interval with 1 in it says neither that the vote helps nor that it harms.
        guard let high = ratio.high, high < 1 || ratio.low > 1 else {
            return text + "; how many times as often the vote does, these trials do not tell."
        }
        return text + "; the vote, \(Figures.significant(value)) times as often "
            + "(\(Figures.significant(ratio.low))–\(Figures.significant(high)))."
    }

    var limits: String {
        "These are shares of the faults that were injected, into these replicas, while they "
            + "answered these demands. How often such faults occur is not measured: no failure "
            + "rate and no integrity level follows from them."
    }

    /// What stands between the plan and what was counted; empty where nothing does.
    var reservations: [String] {
        var found: [String] = []
        if figures.trials < figures.planned {
            found.append(
                "The campaign is not complete: \(Figures.count(figures.trials)) of "
                    + "\(Figures.count(figures.planned)) planned trials are in the results. Which "
                    + "faults a trial has does not depend on what others came to; but within each "
                    + "10,000 trials demands are taken in their order, so a part of these favours "
                    + "early demands.")
        }
        if figures.isPartial {
            found.append(
                "Trials go along the window: shares are of the faults of those parts of it that "
                    + "are there, and nothing is said of the rest.")
        }
        let dormant = figures.components.first { $0.outcome == "dormant" }?.count ?? 0
        if dormant > 0 {
            found.append(
                "\(Figures.counted(dormant, "fault")) changed what nothing reads before the next "
                    + "demand: they did nothing to this one, and what they do later is not known.")
        }
        if figures.excluded.harnessErrors > 0 {
            found.append(
                "\(Figures.counted(figures.excluded.harnessErrors, "trial")) ended with a fault "
                    + "of the harness and are in no share.")
        }
        if figures.sampling == "stratified", figures.lines.contains(where: { !$0.isLive }) {
            found.append(
                "Each line of faults had its own share of the trials, whatever its size: shares "
                    + "over all lines are those of the trials as drawn. "
                    + (own?.estimate.map {
                        "Weighted by how many faults of each line can be in use, the vote let "
                            + "\(Figures.share($0.value)) (\(Figures.interval($0.low, $0.high))) "
                            + "of the whole space out."
                    } ?? "Nothing is said of the whole space: no fault was in use of \(untried)."))
        }
        return found
    }

    private var untried: String {
        let lines = figures.lines.filter { line in
            !line.isLive && !line.isControl && line.points > 0
                && line.votes.first?.wrong.trials ?? 0 == 0
        }
        return Figures.list(lines.map(\.title))
    }

    /// Why the claim is what it is.
    var claim: String? {
        guard let own, own.wrong.trials > 0 else { return nil }
        if figures.isPartial {
            return "Only a part of the whole space was counted, and it is no random sample of "
                + "it: there is no interval, and no claim."
        }
        if figures.isWhole {
            return "The whole space was counted: there is no interval, and no claim beyond these "
                + "replicas and demands."
        }
        return "The claim is one-sided and exact (Clopper and Pearson). "
            + (own.wrong.count > 0
                ? "Trials of one demand resemble each other, so it counts them as fewer "
                    + "independent ones (Korn and Graubard). "
                : "Without a single wrong output it supposes that trials are independent. ")
            + ofDemands(own)
    }

    private func ofDemands(_ own: CampaignFigures.Vote) -> String {
        let demands = Figures.counted(UInt64(figures.demandCounts.count), "demand")
        return "\(Figures.count(own.demandsWrong)) of \(demands) had a wrong output: "
            + (own.demandBound < 1
                ? "as many trials show one at \(Figures.below(own.demandBound)) of demands. "
                : "of demands nothing can be claimed. ")
            + "That supposes only that demands are drawn independently, and lines of faults are "
            + "not weighted; it bounds the share of faults, too, if all demands weigh the same."
    }
}
