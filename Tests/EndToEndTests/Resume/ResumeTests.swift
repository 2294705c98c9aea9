import Foundation
import Testing

extension EndToEnd {
    /// Whatever is killed, and whenever: the run goes on, and its output is that of a run that
    /// nobody disturbed. `THRICE_KILLS` sets how many kills there are of each kind of run.
    @Suite struct ResumeTests {
        private static let kills =
            ProcessInfo.processInfo.environment["THRICE_KILLS"].flatMap { Int($0) } ?? 200

        @Test(
            .timeLimit(.minutes(10)),
            arguments: [["--durability", "synced"], ["--durability", "synced", "--stateful"]])
        func `after kills at random moments the output is that of an undisturbed run`(
            options: [String]
        ) throws {
            let isStateful = options.contains("--stateful")
            let demands = Demands.lines(1...(isStateful ? 4_000 : 20_000))
            let right =
                isStateful ? Demands.statefulAnswers(demands) : Demands.answers(demands)
            let modes = isStateful ? "good stateful" : "good"
            let run = try JournaledRun(
                demands: demands, replicas: [modes, modes, modes], options + ["--deadline", "5s"])
            let bytes = right.reduce(0) { $0 + $1.utf8.count + 1 }
            let kills = isStateful ? Self.kills / 4 : Self.kills
            try run.torment(kills: kills, bytes: bytes, seed: isStateful ? 2 : 1)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.difference(from: right) == nil)
            #expect(run.starts > 1)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(2)))
        func `with buffered no kill of ours loses an answer that left`() throws {
            let demands = Demands.lines(1...20_000)
            let run = try JournaledRun(
                demands: demands, ["--durability", "buffered", "--deadline", "5s"])
            try run.torment(kills: 20, bytes: 17 * 20_000, seed: 3)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.difference(from: Demands.answers(demands)) == nil)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `a run that has finished is not begun again`() throws {
            let demands = Demands.lines(1...100)
            let run = try JournaledRun(demands: demands, ["--durability", "synced"])
            try run.start()
            #expect(run.hasEnded(within: .seconds(20)) && run.status == 0, "\(run.errors)")
            let written = run.output
            try run.start()
            #expect(run.hasEnded(within: .seconds(20)) && run.status == 0, "\(run.errors)")
            #expect(run.output == written && run.starts == 2)
            let summary = try String(contentsOfFile: run.folder + "/summary.json", encoding: .utf8)
            #expect(summary.contains("\"demands\" : 0"))
        }

        @Test(.timeLimit(.minutes(1)))
        func `an output that was tampered with is put right, and what stood there is kept`() throws
        {
            let demands = Demands.lines(1...100)
            let run = try JournaledRun(demands: demands, ["--durability", "synced"])
            try run.start()
            #expect(run.hasEnded(within: .seconds(20)) && run.status == 0, "\(run.errors)")
            let right = run.output
            var lines = right.split(separator: "\n").map(String.init)
            lines[60] = "0000000000000000"
            try (lines.joined(separator: "\n") + "\nmore\n").write(
                toFile: run.scratch.path("output"), atomically: false, encoding: .utf8)
            try run.start()
            #expect(run.hasEnded(within: .seconds(20)) && run.status == 0, "\(run.errors)")
            #expect(run.output == right)
            let kept = try String(contentsOfFile: run.folder + "/torn-output-1020", encoding: .utf8)
            #expect(kept.hasPrefix("0000000000000000\n") && kept.hasSuffix("more\n"))
        }
    }
}
