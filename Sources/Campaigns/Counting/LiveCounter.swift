import FaultInjection
import GRDB
import Reporting
import Statistics

/// Counts what faults came to in whole ensembles that ran.
struct LiveCounter {
    private let confidence: Double?
    private let cells: [Cell]

    private struct Cell {
        var component: String
        var line: Int64
        var fault: String
        var demand: Int64
        /// Nil where nothing was injected.
        var outcome: String?
        var latency: Int64

        var isControl: Bool { fault.hasPrefix(InjectNothing.entry.name) }
        /// Bits of registers and memory may never be read.
        var isInUse: Bool { !Self.perhapsUnread.contains { fault.hasPrefix($0) } }

        private static let perhapsUnread = [
            FlipRegisterBits.entry.name, SetRegisterBits.entry.name, FlipMemoryBits.entry.name,
        ]
    }

    /// - Parameter confidence: nil where trials are no sample of what they were to be; what runs
    ///   comes out otherwise when it runs again, so of a whole space there are intervals.
    init(_ file: ResultFile, confidence: Double?) throws {
        self.confidence = confidence
        cells = try file.rows(
            """
            SELECT reply.replica, line.id, model, settings, demand, verdict.outcome, nanoseconds
            FROM trial JOIN line ON line.id = trial.line JOIN reply ON reply.trial = trial.id
            LEFT JOIN verdict ON verdict.trial = trial.id AND vote = ?
            WHERE \(LineKinds.isLive) ORDER BY line.id, trial.id
            """, [ResultFile.live]
        ).map { row in
            let settings = (row[3] as String).split(separator: " ").dropFirst()
            return Cell(
                component: row[0], line: row[1],
                fault: ([row[2]] + settings.map(String.init)).joined(separator: " "),
                demand: row[4], outcome: row[5], latency: row[6])
        }
    }

    /// How many trials there are of that kind.
    var trials: UInt64 { UInt64(cells.count) }

    func figures() -> [CampaignFigures.Live] {
        var components: [String] = []
        for cell in cells where !components.contains(cell.component) {
            components.append(cell.component)
        }
        return components.flatMap { component in
            let own = cells.filter { $0.component == component }
            let lines = Dictionary(grouping: own, by: \.line).sorted { $0.key < $1.key }
                .map { figures($0.value, fault: $0.value[0].fault) }
            let faults = own.filter { !$0.isControl }
            let inUse = faults.filter(\.isInUse)
            return lines
                + (lines.count > 1 ? [figures(faults, fault: CampaignFigures.Live.all)] : [])
                + (inUse.isEmpty || inUse.count == faults.count
                    ? [] : [figures(inUse, fault: CampaignFigures.Live.inUse)])
        }
    }

    private func figures(_ cells: [Cell], fault: String) -> CampaignFigures.Live {
        let harness = EnsembleOutcome.harnessError.rawValue
        let tried = cells.filter { $0.outcome != nil && $0.outcome != harness }
        var live = CampaignFigures.Live(
            component: cells.first?.component ?? "", fault: fault, trials: UInt64(tried.count),
            missed: UInt64(cells.count - tried.count))
        let counts = Dictionary(grouping: tried) { $0.outcome ?? "" }.mapValues(\.count)
        live.outcomes = EnsembleOutcome.names.compactMap { name in
            counts[name].map { CampaignFigures.Count(outcome: name, count: UInt64($0)) }
        }
        let wrong = EnsembleOutcome.silentWrong.rawValue
        live.wrong = CampaignFigures.Share(
            UInt64(counts[wrong] ?? 0), of: live.trials, confidence: confidence)
        let clusters = Dictionary(grouping: tried, by: \.demand).values.map { trials in
            ClusteredBinomial.Cluster(
                failures: trials.count { $0.outcome == wrong }, trials: trials.count)
        }
        if let confidence,
            let bounds = ClusteredBinomial(clusters)?.upperBounds(confidence: confidence)
        {
            (live.bound, live.demandBound) = (bounds.overTrials, bounds.overClusters)
        }
        let latencies = tried.map(\.latency).filter { $0 > 0 }.sorted()
        if !latencies.isEmpty { live.latency = UInt64(latencies[latencies.count / 2]) }
        return live
    }
}
