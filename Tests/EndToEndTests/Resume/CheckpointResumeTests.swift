import Foundation
import Testing

extension EndToEnd {
    /// A run with checkpoints goes on from the last one, whatever is killed, and its journal does
    /// not grow.
    @Suite struct CheckpointResumeTests {
        private static let kills =
            (ProcessInfo.processInfo.environment["THRICE_KILLS"].flatMap { Int($0) } ?? 200) / 4

        private static let ensemble = """
            replicas:
            - {name: a, command: [KEEPER, good]}
            - {name: b, command: [KEEPER, good]}
            - {name: c, command: [KEEPER, good]}
            vote: {agree: 2, restrictive: X}
            stateful: true
            deadline: 5s
            durability: synced
            checkpoint: {every: 100}
            journal: {segment: 1MiB}

            """

        private let folder: ScratchFolder

        init() throws {
            folder = try ScratchFolder(UUID().uuidString)
            try Self.ensemble.replacingOccurrences(of: "KEEPER", with: try Fixture.path("keeper"))
                .write(toFile: folder.path("thrice.yaml"), atomically: false, encoding: .utf8)
        }

        private func run(_ demands: [String]) throws -> JournaledRun {
            try JournaledRun(demands: demands, words: [folder.path("")])
        }

        @Test(.timeLimit(.minutes(10)))
        func `after kills the output is that of an undisturbed run, and the journal is short`()
            throws
        {
            let padding = String(repeating: "x", count: 2000)
            let demands = Demands.lines(1...6000).map { $0 + " " + padding }
            let right = Demands.statefulAnswers(demands)
            let run = try run(demands)
            try run.torment(kills: Self.kills, bytes: 17 * right.count, seed: 7)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.difference(from: right) == nil)
            #expect(run.starts > 1)
            // 13 MB of records went through it.
            let files = try FileManager.default.contentsOfDirectory(atPath: run.folder + "/journal")
            #expect(files.count { $0.hasPrefix("segment-") } <= 5, "\(files)")
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(1)))
        func `an output that lacks what the journal let go is an error, and no gap`() throws {
            let padding = String(repeating: "x", count: 2000)
            let demands = Demands.lines(1...3000).map { $0 + " " + padding }
            let run = try run(demands)
            try run.start()
            #expect(run.hasEnded(within: .seconds(30)) && run.status == 0, "\(run.errors)")
            let written = run.output
            truncate(run.scratch.path("output"), 1000)
            try run.start()
            #expect(run.hasEnded(within: .seconds(20)) && run.status == 65)
            #expect(run.errors.contains("the output has 1000 bytes, and the first"))
            #expect(run.output == written.prefix(1000))
        }
    }
}
