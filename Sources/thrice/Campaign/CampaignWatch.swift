import Campaigns
import Reporting

/// What a person sees of a campaign that runs.
///
/// Used by one thread at a time.
final class CampaignWatch: @unchecked Sendable {
    private var progress: CampaignProgress
    private let part: CampaignPart?
    private let finishedBefore: UInt64
    private var wrong: UInt64 = 0
    private let began = ContinuousClock().now
    private var shownAt = ContinuousClock().now

    /// - Parameters:
    ///   - file: with what is there of earlier parts.
    ///   - part: what is wanted of all that is planned; nil: all of it.
    init(
        _ file: ResultFile, planned: UInt64, _ campaign: Campaign, _ part: CampaignPart?
    ) throws {
        self.part = part
        finishedBefore = UInt64(try file.done().count)
        progress = CampaignProgress(
            all: part.map { UInt64($0.trials.count) } ?? planned, finished: finishedBefore,
            outcomes: try FigureCounter(file).ownOutcomes(),
            confidence: campaign.isWhole ? nil : campaign.confidence)
    }

    func note(_ results: [TrialResult]) {
        progress.finished += UInt64(results.count)
        for result in results {
            guard let outcome = result.live ?? result.outcomes.first?.outcome else { continue }
            progress.outcomes[outcome.rawValue, default: 0] += 1
            if outcome == .silentWrong { wrong += 1 }
        }
        let now = ContinuousClock().now
        let seconds = began.duration(to: now) / .seconds(1)
        let rate = Double(progress.finished - finishedBefore) / max(seconds, 0.001)
        progress.rate = rate
        part?.note(progress.finished, wrong, rate)
        show(now)
    }

    /// Where nobody watches, for whoever reads it later.
    private func show(_ now: ContinuousClock.Instant) {
        let since = shownAt.duration(to: now)
        if Terminal.isWatched {
            guard since > .milliseconds(200) else { return }
            Terminal.overwrite(progress.line(columns: Terminal.columns - 1))
        } else {
            guard since > .seconds(60) else { return }
            Terminal.say("thrice: " + progress.line(columns: 200))
        }
        shownAt = now
    }
}
