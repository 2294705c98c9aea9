import Foundation
import Testing

extension EndToEnd {
    /// A controller whose machine leaves much open: correct versions differ on nearly every cycle.
    @Suite struct AirlockTests {
        private static let folder = Fixture.root.appendingPathComponent("variants/airlock")
        private static let correct = ["table", "rules", "planner"]

        private static func demands() throws -> [String] {
            try lines(folder.appendingPathComponent("demands/demands.txt"))
        }

        private static func recorded(_ version: String) throws -> [String] {
            try lines(folder.appendingPathComponent("recorded/\(version).txt"))
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("table", "tcc -run versions/table.c"), ("rules", "python3 versions/rules.py"),
                ("planner", "python3 versions/planner.py"),
                ("hasty", "tcc -run versions/hasty.c"),
            ])
        func `the recorded answers are those of the versions`(
            name: String, command: String
        ) throws {
            let run = try Shell.run(
                "cd '\(Self.folder.path)' && \(command) <demands/demands.txt")
            #expect(run.output.split(separator: "\n").map(String.init) == (try Self.recorded(name)))
        }

        @Test func `correct versions never break the postcondition, the flawed one does`() throws {
            let demands = try Self.demands()
            for version in Self.correct {
                #expect(Self.breaches(of: try Self.recorded(version), on: demands).isEmpty)
            }
            #expect(Self.breaches(of: try Self.recorded("hasty"), on: demands).count == 12)
        }

        @Test(.timeLimit(.minutes(1)))
        func `exact majority calls correct versions faulty on most cycles, acceptance on none`()
            throws
        {
            let answers = try Self.correct.map(Self.recorded)
            // Whoever is not in a majority of equal answers is called faulty.
            let blamed = answers[0].indices.filter { cycle in
                let said = answers.map { $0[cycle] }
                return said.contains { one in said.filter { $0 == one }.count < 2 }
            }
            #expect(blamed.count > answers[0].count / 2)
            let vote = try Self.vote(Self.correct + ["hasty"])
            #expect(vote.summary.restrictive == 0)
            for version in Self.correct {
                #expect(try vote.summary.replica(version).rejected == 0)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func `the flawed version is rejected where it breaks the postcondition and nowhere else`()
            throws
        {
            let demands = try Self.demands()
            let vote = try Self.vote(Self.correct + ["hasty"], "--explain", "1-\(demands.count)")
            let rejected = vote.explanations.filter { explanation in
                explanation.ballots.contains { $0.replica == "hasty" && $0.ballot == "rejected" }
            }
            let breaches = Self.breaches(of: try Self.recorded("hasty"), on: demands)
            #expect(vote.explanations.count == demands.count)
            #expect(rejected.map(\.demand) == breaches)
        }

        @Test(.timeLimit(.minutes(2)))
        func `three accepted versions go on releasing beside the flawed one`() throws {
            let run = try ThriceRun(["run", Self.folder.path])
            let answers = try run.exchange(try Self.demands())
            let outcome = try run.finish()
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let summary = try outcome.summaryOrThrow()
            #expect(summary.agreed == answers.count && answers.count == 800)
            #expect(try summary.replica("hasty").rejected == 12)
            #expect(Self.breaches(of: answers, on: try Self.demands()).isEmpty)
            run.expectNothingLeft()
        }

        /// Numbers of the demands, from 1, on which an answer is not allowed.
        private static func breaches(of answers: [String], on demands: [String]) -> [Int] {
            zip(demands, answers).enumerated().compactMap { index, pair in
                let allowed = AirlockPostcondition(demand: pair.0)?.allows(pair.1) ?? false
                return allowed ? nil : index + 1
            }
        }

        private static func vote(
            _ versions: [String], _ options: String...
        ) throws -> MachineVote {
            let files = versions.map { "'\(folder.path)/recorded/\($0).txt'" }
            return try MachineVote(
                folder.path, files, demands: folder.path + "/demands/demands.txt", options)
        }
    }
}
