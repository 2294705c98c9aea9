import Campaigns
import FaultInjection
import Foundation
import Reporting

/// Results of trials that nobody ran.
enum ResultsRig {
    static let facts = [
        "name": "all", "seed": "7", "points": "3000", "planned": "100", "votes": "2 of 3, alone",
        "confidence": "0.95", "replicas": "v01 v02 v03", "demands": "2", "sampling": "uniform",
        "file": "campaigns/all.yaml", "stop": "none", "processor": "50000000",
        "wall": "500000000", "steps": "1000",
    ]

    static func figures(
        _ results: [TrialResult], lines: [(line: FaultLine, points: UInt64)],
        facts more: [String: String] = [:]
    ) throws -> CampaignFigures {
        try counting(results, lines: lines, facts: more) { try $0.figures() }
    }

    /// Counts what was added to a new file, which is removed afterwards.
    static func counting<Counted>(
        _ results: [TrialResult], lines: [(line: FaultLine, points: UInt64)],
        facts more: [String: String] = [:], _ body: (FigureCounter) throws -> Counted
    ) throws -> Counted {
        let path = NSTemporaryDirectory() + "thrice-figures-\(UUID().uuidString).sqlite"
        defer {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
        }
        let file = try ResultFile(path: path)
        try file.begin(facts: facts.merging(more) { $1 }, lines: lines)
        try file.add(results)
        return try body(FigureCounter(file))
    }

    static func result(
        _ id: UInt64, line: Int = 0, place: String = "rax", bit: UInt64 = 0, moment: UInt64 = 0,
        of moments: UInt64 = 100, demand: UInt64 = 1, _ replies: [TrialResult.Reply],
        own: EnsembleOutcome? = .noEffect, alone: EnsembleOutcome = .noEffect
    ) -> TrialResult {
        let trial = Trial(
            id: id, line: line, hit: [0], demand: Int(demand),
            point: FaultPoint(moment: moment, bit: bit), weight: 1)
        var result = TrialResult(
            trial: trial, demandNumber: demand, place: place, golden: [], replies: replies,
            outcomes: own.map { [(VoteSize(agree: 2, of: 3), $0), (.alone, alone)] } ?? [])
        result.moments = moments
        return result
    }

    static func reply(
        _ replica: String, _ outcome: ComponentOutcome, _ answer: String? = nil,
        nanoseconds: UInt64 = 12_000
    ) -> TrialResult.Reply {
        TrialResult.Reply(
            replica: replica, outcome: outcome, answer: answer.map { Array($0.utf8) },
            nanoseconds: nanoseconds, proof: "")
    }
}
