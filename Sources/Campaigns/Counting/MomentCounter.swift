import FaultInjection
import Reporting

/// What became of the replicas that were hit, by when, by which of them, and how soon.
struct MomentCounter {
    private let file: ResultFile
    private let confidence: Double?
    private let counted: String

    /// - Parameters:
    ///   - confidence: nil for no intervals.
    ///   - counted: what stands for a trial in sums, in SQL.
    init(_ file: ResultFile, confidence: Double?, counted: String) {
        (self.file, self.confidence, self.counted) = (file, confidence, counted)
    }

    /// By tenth of the window, of the models that strike at a moment of it.
    func moments() throws -> [CampaignFigures.Breakdown] {
        let rows = try file.rows(
            """
            SELECT model, moment * 10 / moments AS tenth, outcome, \(counted)
            FROM trial JOIN line ON line.id = trial.line JOIN reply ON reply.trial = trial.id
            WHERE moments > 1 AND \(ReplyCounts.first) AND \(LineKinds.isOfReplicas)
            GROUP BY line.id, tenth, outcome
            """)
        var counts: [String: [Int64: [String: UInt64]]] = [:]
        for row in rows {
            counts[row[0], default: [:]][row[1], default: [:]][row[2], default: 0] +=
                UInt64(row[3] as Int64)
        }
        return Catalogue.names.flatMap { model in
            (counts[model] ?? [:]).sorted { $0.key < $1.key }.map { tenth, counts in
                .init(
                    counts: counts, model: model, key: String(tenth + 1), confidence: confidence)
            }
        }
    }

    /// In the order of `names`.
    func replicas(_ names: [String]) throws -> [CampaignFigures.Breakdown] {
        let rows = try file.rows(
            """
            SELECT replica, outcome, \(counted) FROM reply JOIN trial ON trial.id = reply.trial
            JOIN line ON line.id = trial.line WHERE \(LineKinds.isOfReplicas)
            GROUP BY replica, outcome
            """)
        let counts: [String: [String: UInt64]] = rows.reduce(into: [:]) { counts, row in
            counts[row[0], default: [:]][row[1]] = UInt64(row[2] as Int64)
        }
        return names.compactMap { name in
            counts[name].map { .init(counts: $0, model: "", key: name, confidence: confidence) }
        }
    }

    /// Of faults in processes; on an answer's way no time passes that could be measured. Trials are
    /// counted, of a whole space as well: the faults that one stands for strike at other times.
    func latencies() throws -> CampaignFigures.Latencies {
        var latencies = CampaignFigures.Latencies()
        latencies.bounds = Self.bounds
        let cases = Self.bounds.enumerated()
            .map { "WHEN nanoseconds < \($0.element) THEN \($0.offset)" }
        let rows = try file.rows(
            """
            SELECT outcome, CASE \(cases.joined(separator: " ")) ELSE \(Self.bounds.count) END
                AS class, COUNT(*)
            FROM reply JOIN trial ON trial.id = reply.trial JOIN line ON line.id = trial.line
            WHERE nanoseconds > 0 AND \(LineKinds.isOfReplicas) GROUP BY outcome, class
            """)
        var counts: [String: [UInt64]] = [:]
        for row in rows {
            let none = Array(repeating: 0 as UInt64, count: Self.bounds.count + 1)
            counts[row[0], default: none][row[1]] = UInt64(row[2] as Int64)
        }
        latencies.rows = ComponentOutcome.allCases.filter(\.isTried).compactMap { outcome in
            counts[outcome.rawValue].map { .init(outcome: outcome.rawValue, counts: $0) }
        }
        return latencies
    }

    /// 1, 2 and 5 of each power of ten, from a microsecond to a second.
    private static let bounds: [UInt64] =
        [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]
        .flatMap { [$0, 2 * $0, 5 * $0] } + [1_000_000_000]
}
