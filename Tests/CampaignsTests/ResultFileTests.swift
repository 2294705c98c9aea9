import Campaigns
import FaultInjection
import Foundation
import Testing

@Suite struct ResultFileTests {
    private func withFile(_ body: (String) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "thrice-results-\(UUID().uuidString).sqlite"
        defer {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
        }
        try body(path)
    }

    private func result(_ id: UInt64, _ own: EnsembleOutcome, demand: Int = 0) -> TrialResult {
        let trial = Trial(
            id: id, line: 0, hit: [1], demand: demand, point: FaultPoint(moment: 5, bit: 3),
            weight: 2)
        let reply = TrialResult.Reply(
            replica: "v01", outcome: .wrongValue, answer: [7], nanoseconds: 12, proof: "rax 1 0")
        return TrialResult(
            trial: trial, demandNumber: UInt64(demand) + 1, place: "rax", golden: [8],
            replies: [reply],
            outcomes: [(VoteSize(agree: 2, of: 3), own), (.alone, .silentWrong)])
    }

    private let facts = [
        "name": "all", "seed": "7", "points": "1000", "planned": "4", "votes": "2 of 3, alone",
        "confidence": "0.95", "replicas": "v01 v02", "demands": "2", "sampling": "uniform",
    ]

    @Test func `what was added is there when the file is opened again, once`() throws {
        try withFile { path in
            let file = try ResultFile(path: path)
            try file.begin(facts: facts, lines: [(Rig.line("flip-register-bits"), 1000)])
            try file.add([result(1, .toleratedLogged), result(2, .toleratedLogged)])
            let again = try ResultFile(path: path)
            try again.add([result(2, .toleratedLogged), result(4, .silentWrong)])
            #expect(try again.done() == [1, 2, 4])
            #expect(try again.facts() == facts)
        }
    }

    @Test func `of a trial that is added again nothing is left of what it was`() throws {
        try withFile { path in
            let file = try ResultFile(path: path)
            try file.begin(
                facts: facts.merging(["rechecks": "5"]) { $1 },
                lines: [(Rig.line("flip-register-bits"), 1000)])
            var first = result(1, .toleratedLogged)
            first.live = .falseAlarm
            first.blamed = ["v02"]
            first.recheck = Recheck(.differs, "v01 is silent")
            first.replies.append(
                TrialResult.Reply(
                    replica: "v02", outcome: .crash, answer: nil, nanoseconds: 1, proof: "rax"))
            try file.add([first, result(2, .toleratedLogged)])
            var second = result(1, .noEffect)
            second.outcomes.removeLast()
            try file.add([second])
            #expect(try file.verdicts(of: 1) == ["2 of 3": "no effect"])
            #expect(try file.verdicts(of: 2).count == 2)
            let figures = try FigureCounter(file).figures()
            #expect(figures.components.reduce(0) { $0 + $1.count } == 2)
            #expect(figures.blame == nil && figures.rechecks?.differing == [])
            #expect(try file.done() == [1, 2])
        }
    }

    @Test func `figures are counted by vote, by line and by demand`() throws {
        try withFile { path in
            let file = try ResultFile(path: path)
            try file.begin(facts: facts, lines: [(Rig.line("flip-register-bits"), 1000)])
            try file.add([
                result(1, .toleratedLogged), result(2, .toleratedLogged, demand: 1),
                result(4, .silentWrong),
            ])
            let figures = try FigureCounter(file).figures()
            #expect(figures.trials == 3 && figures.planned == 4 && figures.points == 1000)
            #expect(figures.votes.map(\.vote) == ["2 of 3", "alone"])
            #expect(figures.votes[0].wrong.count == 1 && figures.votes[1].wrong.count == 3)
            #expect(abs(figures.votes[0].failures - 1000.0 / 3) < 1e-9)
            #expect(figures.votes[0].ratio?.to == "alone")
            #expect(figures.votes[1].ratio == nil)
            #expect(figures.lines[0].trials == 3)
            #expect(figures.lines[0].components.map(\.outcome) == ["wrong value"])
            #expect(figures.silentWrong.map(\.trial) == [4])
        }
    }
}
