import Foundation
import Testing

extension EndToEnd {
    /// The whole job on `variants/launch`: five generated variants, three of which have to agree.
    @Suite struct LaunchTests {
        @Test(.timeLimit(.minutes(3)))
        func `all answers of the generated variants are the oracle's`() throws {
            let launch = try Family.launch.get()
            #expect(try launch.variants().count == 5)
            let run = try ThriceRun(["run", launch.folder.path])
            let answers = try run.exchange(launch.demands)
            let outcome = try run.finish()
            #expect(launch.demands.count == 2000)
            #expect(answers == launch.rightAnswers)
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let summary = try outcome.summaryOrThrow()
            expectConsistent(summary, demands: 2000)
            #expect(summary.masked == 0)
            #expect(summary.replicas.count == 5)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(3)), arguments: [(1, 2), (1, 5), (2, 4), (3, 4)])
        func `any two variants may be killed during the run`(first: Int, second: Int) throws {
            let launch = try Family.launch.get()
            let run = try ThriceRun(["run", launch.folder.path, "--deadline", "5s"])
            try run.exchange(launch.demands, answers: 600)
            let names = (1...5).map { "replica v0\($0)" }
            _ = try run.pids(naming: names)
            try run.signal(names[first - 1], SIGKILL)
            _ = try run.answers(inAll: 1200)
            kill(try run.pids()[names[second - 1]] ?? 0, SIGKILL)
            let answers = try run.answers(inAll: 2000)
            let outcome = try run.finish()
            #expect(answers == launch.rightAnswers)
            #expect(outcome.status == 0, "\(outcome.stderr)")
            expectConsistent(try outcome.summaryOrThrow(), demands: 2000)
            run.expectNothingLeft()
        }

        @Test(.timeLimit(.minutes(3)), arguments: [[1, 2], [3, 3]])
        func `any two variants may lie, each its own way or both the same`(salts: [Int]) throws {
            let launch = try Family.launch.get()
            let variants = try launch.variants()
            let liar = try Fixture.path("liar")
            let commands = variants.enumerated().map { index, path in
                index == 1 || index == 3
                    ? "'\(liar)' 700 \(salts[index / 2]) '\(path)'" : "'\(path)'"
            }
            let run = try ThriceRun(
                ["run"] + commands.flatMap { ["--replica", $0] }
                    + ["--agree", "3", "--deadline", "5s"])
            let answers = try run.exchange(launch.demands)
            let outcome = try run.finish()
            #expect(answers == launch.rightAnswers)
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let summary = try outcome.summaryOrThrow()
            expectConsistent(summary, demands: 2000)
            #expect(summary.masked == 1301)
            #expect(try summary.replica("r2").dissented == 1301)
            #expect(try summary.replica("r4").dissented == 1301)
            run.expectNothingLeft()
        }
    }
}
