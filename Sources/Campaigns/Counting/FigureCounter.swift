import GRDB
import Reporting

/// Counts a campaign's results into the figures that reports say.
package struct FigureCounter {
    let file: ResultFile
    private let facts: [String: String]
    /// That are in the file.
    private let trials: UInt64

    package init(_ file: ResultFile) throws {
        self.file = file
        facts = try file.facts()
        let row = try file.rows("SELECT COUNT(*) FROM trial").first
        trials = row.map { UInt64($0[0] as Int64) } ?? 0
    }

    package func figures() throws -> CampaignFigures {
        var figures = stated()
        if figures.isOfFaults, figures.sampling == Campaign.Sampling.pruned.rawValue {
            figures.tried = try count(
                "SELECT COUNT(DISTINCT trial) FROM reply WHERE nanoseconds > 0 OR proof <> ''")
        }
        let verdicts = try VerdictCounts(file, own: voteNames.first ?? "", counted: counted)
        let rows = try lineRows()
        // Votes are extrapolated to what replicas can be hit by.
        let ofVotes = rows.filter { !$0.line.isLive && !$0.line.isControl }
        var voted = figures
        voted.points -= min(
            voted.points,
            rows.filter { $0.line.isLive || $0.line.isControl }.reduce(0) { $0 + $1.line.points })
        let votes = VoteCounter(
            verdicts, names: voteNames, figures: voted,
            linePoints: ofVotes.reduce(into: [:]) { $0[$1.id] = $1.line.points })
        figures.votes = votes.votes()
        figures.lines = rows.map { id, line in
            var line = line
            (line.outcomes, line.votes) = (votes.outcomes(id), votes.lineVotes(id))
            line.unjudged = verdicts.unjudged[id] ?? 0
            return line
        }
        figures.demandCounts = votes.demands()
        let live = try LiveCounter(
            file, confidence: figures.isPartial ? nil : figures.confidence)
        figures.live = live.figures()
        figures.components = total(figures.lines.filter { !$0.isLive }.map(\.components))
        figures.excluded = excluded(
            figures, verdicts,
            of: try count(
                """
                SELECT IFNULL(\(counted), 0) FROM trial JOIN line ON line.id = trial.line
                WHERE \(LineKinds.isOfReplicas) AND \(LineKinds.isFault)
                """))
        figures.controls = try controls(figures.confidence)
        figures.blame = try BlameCounter(file, counted: counted).blame()
        try breakDown(&figures)
        let multiple = rows.filter { $0.line.hits > 1 }
        figures.commonModes = try CommonModeCounter(file, confidence: figures.intervalConfidence)
            .commonModes(multiple.reduce(into: [:]) { $0[$1.id] = $1.line.title })
        figures.silentWrong = try wrongTrials()
        figures.silentWrongTrials = try count(
            "SELECT COUNT(DISTINCT trial) FROM verdict WHERE vote IN (?, ?) AND outcome = ?",
            [voteNames.first ?? "", ResultFile.live, EnsembleOutcome.silentWrong.rawValue])
        figures.rechecks = try rechecks()
        return figures
    }

    /// Silent wrong outputs of the ensemble itself: what a campaign asks while it runs.
    ///
    /// - Complexity: O(verdicts), far less than all figures.
    ///
    /// - Parameter last: trials beyond it do not count.
    package func ownWrong(upTo last: UInt64 = UInt64(Int64.max)) throws -> CampaignFigures.Share {
        let row = try file.rows(
            """
            SELECT SUM(outcome = ?), COUNT(*) FROM verdict JOIN trial ON trial.id = verdict.trial
            JOIN line ON line.id = trial.line
            WHERE vote IN (?, ?) AND outcome <> ? AND trial <= ? AND \(LineKinds.isFault)
            """,
            [
                EnsembleOutcome.silentWrong.rawValue, voteNames.first ?? "", ResultFile.live,
                EnsembleOutcome.harnessError.rawValue, Int64(clamping: last),
            ]
        ).first
        let wrong: Int64? = row?[0]
        let trials: Int64? = row?[1]
        return CampaignFigures.Share(
            UInt64(wrong ?? 0), of: UInt64(trials ?? 0), confidence: stated().confidence)
    }

    /// By outcome, how many trials came to it by the ensemble's own vote or while all of it ran.
    package func ownOutcomes() throws -> [String: UInt64] {
        let rows = try file.rows(
            "SELECT outcome, COUNT(*) FROM verdict WHERE vote IN (?, ?) GROUP BY outcome",
            [voteNames.first ?? "", ResultFile.live])
        return rows.reduce(into: [:]) { $0[$1[0]] = UInt64($1[1] as Int64) }
    }

    /// What stands for a trial in sums: in a whole space all the faults that it stands for.
    var counted: String {
        facts["whole"] == "yes" ? "CAST(SUM(weight) AS INTEGER)" : "COUNT(*)"
    }

    /// What the results say of the campaign itself.
    func stated() -> CampaignFigures {
        var figures = CampaignFigures(
            name: facts["name"] ?? "", ensemble: facts["ensemble"] ?? "", seed: number("seed"),
            sampling: facts["sampling"] ?? "", points: number("points"),
            planned: number("planned"), trials: trials,
            confidence: Double(facts["confidence"] ?? "") ?? 0.95,
            replicas: (facts["replicas"] ?? "").split(separator: " ").map(String.init),
            demands: number("demands"), seconds: Double(facts["seconds"] ?? "") ?? 0)
        (figures.file, figures.stop) = (facts["file"], facts["stop"])
        let usual = "/.thrice/campaigns/\(figures.name)-\(figures.seed)/results.sqlite"
        if !file.path.hasSuffix(usual) { figures.results = file.path }
        figures.isPartial = facts["whole"] == "yes" && trials < figures.planned
        figures.isWhole = facts["whole"] == "yes" && !figures.isPartial
        if facts["processor"] != nil {
            figures.budget = CampaignFigures.Budget(
                processorNanoseconds: number("processor"), wallNanoseconds: number("wall"),
                steps: number("steps"))
        }
        return figures
    }

    func number(_ name: String) -> UInt64 { facts[name].flatMap { UInt64($0) } ?? 0 }

    var voteNames: [String] {
        (facts["votes"] ?? "").split(separator: ",").map { $0.trimmingPrefix(" ") }.map(String.init)
    }

    private func count(_ sql: String, _ arguments: [String] = []) throws -> UInt64 {
        try file.rows(sql, arguments).first.map { UInt64($0[0] as Int64) } ?? 0
    }

    private func breakDown(_ figures: inout CampaignFigures) throws {
        let replies = try ReplyCounts(
            file, confidence: figures.intervalConfidence, counted: counted)
        (figures.places, figures.bits) = (replies.places(), replies.bits())
        figures.cells = replies.registers()
        let moments = MomentCounter(
            file, confidence: figures.intervalConfidence, counted: counted)
        // One trial stands for many moments.
        let isPruned =
            figures.isOfFaults && figures.sampling == Campaign.Sampling.pruned.rawValue
        if !isPruned { figures.moments = try moments.moments() }
        figures.hitReplicas = try moments.replicas(figures.replicas)
        figures.latencies = try moments.latencies()
    }

    private func excluded(
        _ figures: CampaignFigures, _ verdicts: VerdictCounts, of all: UInt64
    ) -> CampaignFigures.Excluded {
        func count(_ outcome: ComponentOutcome) -> UInt64 {
            figures.components.first { $0.outcome == outcome.rawValue }?.count ?? 0
        }
        var excluded = CampaignFigures.Excluded()
        excluded.notInjected = count(.notInjected)
        excluded.notActivated = count(.notActivated)
        excluded.harnessErrors = verdicts.harnessErrors
        let judged = figures.votes.first?.wrong.trials ?? 0
        excluded.unjudged = all - min(all, judged + verdicts.harnessErrors)
        return excluded
    }

    /// Trials without a fault, and those of them that were not as if there was none.
    private func controls(_ confidence: Double) throws -> CampaignFigures.Share? {
        let row = try file.rows(
            """
            SELECT SUM(outcome <> ?), COUNT(*) FROM verdict JOIN trial ON trial.id = verdict.trial
            JOIN line ON line.id = trial.line
            WHERE vote IN (?, ?) AND outcome <> ? AND NOT \(LineKinds.isFault)
            """,
            [
                EnsembleOutcome.noEffect.rawValue, voteNames.first ?? "", ResultFile.live,
                EnsembleOutcome.harnessError.rawValue,
            ]
        ).first
        guard let trials: Int64 = row?[1], trials > 0, let deviating: Int64 = row?[0] else {
            return nil
        }
        return CampaignFigures.Share(UInt64(deviating), of: UInt64(trials), confidence: confidence)
    }

    /// In the order of outcomes.
    private func total(_ counts: [[CampaignFigures.Count]]) -> [CampaignFigures.Count] {
        let sums = counts.joined().reduce(into: [:]) { $0[$1.outcome, default: 0] += $1.count }
        return ComponentOutcome.names.compactMap { name in
            sums[name].map { CampaignFigures.Count(outcome: name, count: $0) }
        }
    }
}

extension ComponentOutcome {
    static let names = allCases.map(\.rawValue)
}

extension EnsembleOutcome {
    static let names = allCases.map(\.rawValue)
}
