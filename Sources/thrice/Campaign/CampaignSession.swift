import Campaigns
import FaultInjection
import Foundation
import Reporting

/// One run of a campaign, or of the rest of one, with what a person sees of it.
final class CampaignSession: @unchecked Sendable {
    private let preparation: CampaignPreparation
    private let setup: CampaignSetup
    private let golden: GoldenRun
    private let driver: CampaignDriver
    private let began = ContinuousClock().now
    private let lock = NSLock()
    /// What it was interrupted by.
    private var signal: Int32?

    init(_ preparation: CampaignPreparation, jobs: Int) throws {
        self.preparation = preparation
        setup = try preparation.setup()
        do {
            var golden = try GoldenRun(setup)
            try golden.judge(by: try setup.makeVote(), setup)
            try golden.record(setup)
            self.golden = golden
        } catch { throw ThriceError(campaign: error) }
        driver = CampaignDriver(setup, golden: golden, jobs: jobs)
        if driver.plan.count == 0 {
            throw ThriceError(
                .missingInput,
                "cannot begin campaign '\(setup.campaign.name)': there is no fault in its space")
        }
        for (line, points) in lines where points == 0 {
            let settings = line.settings.keys.sorted().map { " \($0)" }.joined()
            Terminal.say("thrice: there is no fault in the space of '\(line.model)\(settings)'")
        }
    }

    var planned: UInt64 { driver.plan.count }

    /// What the space is made of, a line each.
    var spaceText: String {
        let space = driver.plan.space
        let pruned = driver.plan.pruned
        func tried(_ line: Int?) -> [String] {
            pruned.map { [String($0.triedCount(line: line))] } ?? []
        }
        let rows = setup.campaign.lines.indices.map { line in
            [setup.campaign.lines[line].model, String(space.lines[line].count)] + tried(line)
        }
        return TextTable(
            header: ["fault", "points"] + (pruned == nil ? [] : ["classes"]),
            rows: rows + [["all", String(space.size)] + tried(nil)]
        ).text
    }

    func facts() throws -> [String: String] {
        let campaign = setup.campaign
        var own = [
            "schema": "\(ResultFile.schemaVersion)", "file": preparation.path,
            "stop": campaign.stop.text,
            "processor": "\(campaign.budget.processorNanoseconds)",
            "wall": "\(campaign.budget.wallNanoseconds)", "steps": "\(campaign.budget.steps)",
            "name": campaign.name, "ensemble": preparation.ensemble.folder,
            "seed": "\(campaign.seed)", "sampling": campaign.sampling.rawValue,
            "points": "\(driver.plan.space.size)", "planned": "\(driver.plan.count)",
            "confidence": "\(campaign.confidence)", "demands": "\(setup.chosen.count)",
            "replicas": setup.mayBeHit.map { setup.targets[$0].name }.joined(separator: " "),
            "votes": campaign.votes.map(\.description).joined(separator: ", "),
        ]
        if campaign.isWhole { own["whole"] = "yes" }
        if campaign.lines.contains(where: { $0.scene == nil }) {
            own["rechecks"] = "\(campaign.live.rechecks)"
        }
        return own.merging(try preparation.digests(of: setup)) { own, _ in own }
    }

    var lines: [(line: FaultLine, points: UInt64)] {
        setup.campaign.lines.indices.map {
            (setup.campaign.lines[$0], UInt64(driver.plan.space.lines[$0].count))
        }
    }

    /// Runs what is not in the file yet.
    ///
    /// - Parameter part: what is wanted, without the campaign's stop rule; nil: all of it.
    /// - Returns: false when somebody stopped it.
    func run(into file: ResultFile, within part: CampaignPart? = nil) throws -> Bool {
        let done = try file.done()
        let watch = try CampaignWatch(file, planned: planned, setup.campaign, part)
        let rule = setup.campaign.stop
        let interruption = Interruption { [self] number in lock.withLock { signal = number } }
        defer { interruption.end() }
        do {
            let seconds = part == nil ? rule.lookSeconds : nil
            try driver.run(done: done, within: part?.trials, lookEach: seconds) { [self] question in
                if isInterrupted { return true }
                guard part == nil else { return false }
                switch question {
                case .interrupted: return false
                case .late: return isLate(rule)
                case .enough(let last):
                    return last > 0 && (isLate(rule) || isEnough(rule, file, upTo: last))
                }
            } take: { results in
                try file.add(results)
                watch.note(results)
            }
        } catch { throw ThriceError(campaign: error) }
        return !isInterrupted
    }

    private var isInterrupted: Bool { lock.withLock { signal != nil } }

    /// Of a process that was made to stop.
    var stopStatus: ExitStatus {
        lock.withLock { signal == SIGTERM ? .terminated : .interrupted }
    }

    /// Since it was made.
    var seconds: Double { began.duration(to: ContinuousClock().now) / .seconds(1) }

    func replay(_ id: UInt64) throws -> TrialResult { try driver.replay(id) }

    func debug(
        _ id: UInt64, _ body: (pid_t) throws -> Void
    ) throws -> (reply: TrialResult.Reply, golden: [UInt8]) {
        try driver.debug(id, body)
    }

    /// Runs so many trials out of the middle, and keeps nothing.
    func run(_ count: UInt64) throws {
        let first = (planned - count) / 2 + 1
        try driver.run(done: [], within: first...(first + count - 1), shouldStop: { _ in false }) {
            _ in
        }
    }

    private func isLate(_ rule: StopRule) -> Bool {
        guard let limit = rule.nanoseconds else { return false }
        return began.duration(to: ContinuousClock().now) > .nanoseconds(Int64(clamping: limit))
    }

    /// - Parameter last: the last trial of what is looked at: the same whoever runs it, in however
    ///   many parts.
    private func isEnough(_ rule: StopRule, _ file: ResultFile, upTo last: UInt64) -> Bool {
        guard rule.failures != nil || rule.width != nil,
            let own = try? FigureCounter(file).ownWrong(upTo: last)
        else { return false }
        return rule.isMet(by: own)
    }
}

extension ThriceError {
    init(campaign error: any Error) {
        switch error {
        case let error as ThriceError: self = error
        case let error as CampaignError:
            let status: ExitStatus =
                switch error.kind {
                case .missing: .missingInput
                case .unfit: .badData
                case .internalError: .ourBug
                }
            self.init(status, error.message, hint: error.hint)
        case let error as TracingError: self.init(.badData, error.message)
        default: self.init(.inputOutput, "cannot go on with the campaign: \(error)")
        }
    }
}
