import FaultInjection
import GRDB
import Reporting

/// What became of the replicas that faults were drawn for, by place and bit.
struct ReplyCounts {
    private struct Cell {
        var model: String
        var place: String
        var bit: UInt64
        var outcome: String
        var count: UInt64
    }

    private let cells: [Cell]
    private let confidence: Double?

    /// Of several replicas that were hit at once, the one whose place and moment a trial names.
    static let first = """
        reply.replica = CASE instr(replicas, ' ') WHEN 0 THEN replicas
        ELSE substr(replicas, 1, instr(replicas, ' ') - 1) END
        """
    /// More places of one model than these are taken together.
    private static let placesMax = 64

    /// - Parameters:
    ///   - confidence: nil for no intervals.
    ///   - counted: what stands for a trial in sums, in SQL.
    /// - Complexity: O(replies · log replies).
    init(_ file: ResultFile, confidence: Double?, counted: String) throws {
        self.confidence = confidence
        // An address says nothing to people: what stands before it does.
        cells = try file.rows(
            """
            SELECT model, CASE instr(place, ' 0x') WHEN 0 THEN place
                ELSE substr(place, 1, instr(place, ' 0x') - 1) END AS region,
                bit, outcome, \(counted)
            FROM trial JOIN line ON line.id = trial.line JOIN reply ON reply.trial = trial.id
            WHERE \(Self.first) AND \(LineKinds.isOfReplicas) GROUP BY line.id, region, bit, outcome
            """
        ).map { row in
            Cell(
                model: row[0], place: row[1], bit: UInt64(row[2] as Int64), outcome: row[3],
                count: UInt64(row[4] as Int64))
        }.filter { ComponentOutcome(rawValue: $0.outcome)?.isTried ?? false }
    }

    /// In the order of the catalogue, then of registers, then of numbers.
    func places() -> [CampaignFigures.Breakdown] {
        breakdowns(cells.filter { !$0.place.isEmpty }, by: \.place).flatMap { places in
            places.count <= Self.placesMax ? places : []
        }
    }

    /// Of models that have more than one.
    func bits() -> [CampaignFigures.Breakdown] {
        breakdowns(cells) { String($0.bit) }.flatMap { $0.count > 1 ? $0 : [] }
    }

    func registers() -> [CampaignFigures.Cell] {
        let hits = cells.filter { Register(rawValue: $0.place) != nil }
        let grouped = Dictionary(grouping: hits) { "\($0.place) \($0.bit)" }
        return grouped.values.map { cells in
            CampaignFigures.Cell(
                place: cells[0].place, bit: cells[0].bit,
                trials: cells.reduce(0) { $0 + $1.count },
                wrong: cells.filter { $0.outcome == ComponentOutcome.wrongValue.rawValue }
                    .reduce(0) { $0 + $1.count })
        }
        .sorted { (Self.rank($0.place), $0.bit) < (Self.rank($1.place), $1.bit) }
    }

    /// A list a model.
    private func breakdowns(
        _ cells: [Cell], by key: (Cell) -> String
    ) -> [[CampaignFigures.Breakdown]] {
        Catalogue.names.map { model in
            let own = cells.filter { $0.model == model }
            return Dictionary(grouping: own, by: key).map { key, cells in
                let counts = cells.reduce(into: [:]) { $0[$1.outcome, default: 0] += $1.count }
                return .init(counts: counts, model: model, key: key, confidence: confidence)
            }
            .sorted { Self.isBefore($0.key, $1.key) }
        }
    }

    private static func rank(_ place: String) -> Int {
        Register(rawValue: place).flatMap { Register.allCases.firstIndex(of: $0) } ?? .max
    }

    /// Registers as the processor has them, numbers as numbers.
    private static func isBefore(_ one: String, _ other: String) -> Bool {
        func number(_ text: String) -> Int { Int(text.filter(\.isNumber)) ?? .max }
        return (rank(one), number(one), one) < (rank(other), number(other), other)
    }
}

extension CampaignFigures.Breakdown {
    /// - Parameter counts: by outcome; of faults that were not in use nothing is counted.
    init(counts: [String: UInt64], model: String, key: String, confidence: Double?) {
        let outcomes = ComponentOutcome.allCases.filter(\.isTried).compactMap { outcome in
            counts[outcome.rawValue].map {
                CampaignFigures.Count(outcome: outcome.rawValue, count: $0)
            }
        }
        let trials = outcomes.reduce(0) { $0 + $1.count }
        self.init(
            model: model, key: key, outcomes: outcomes,
            wrong: CampaignFigures.Share(
                counts[ComponentOutcome.wrongValue.rawValue] ?? 0, of: trials,
                confidence: confidence))
    }
}
