import Foundation
import Testing

extension EndToEnd {
    /// Campaigns on the generated variants of `brakes`, in which what is alike is one trial.
    @Suite struct PrunedCampaignTests {
        private let scratch: ScratchFolder
        private let folder: String

        init() throws {
            scratch = try ScratchFolder("pruned-\(UUID().uuidString)")
            folder = try Family.brakes.get().folder.path
        }

        private func run(
            _ name: String, _ text: String, _ options: String = ""
        ) throws -> (status: Int32, output: String, errors: String) {
            let file = scratch.path("\(name).yaml")
            try "ensemble: \(folder)\n\(text)".write(
                toFile: file, atomically: true, encoding: .utf8)
            return try Shell.run(
                "\"$THRICE\" campaign run \(file) --jobs 2 --results "
                    + "\(scratch.path("\(name).sqlite")) \(options)")
        }

        private func python(_ text: String) throws -> String {
            let file = scratch.path("script.py")
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let read = try Shell.run("cd \(scratch.root); python3 \(file)")
            guard read.status == 0 else { throw KitError(read.errors) }
            return read.output
        }

        @Test(.timeLimit(.minutes(5)))
        func `the whole space of some registers and of all variables in one control cycle`() throws
        {
            let run = try run(
                "whole",
                """
                demands: 1
                replicas: [v01]
                votes: [alone, 2 of 3 unchecked]
                sampling: pruned
                faults:
                  - {model: flip-register-bits, registers: [rbx, r12]}
                  - {model: flip-memory-bits, regions: [globals]}
                budget: {processor: 5ms, wall: 200ms}
                """, "--json")
            #expect(run.status == 0, "\(run.errors)")
            let figures = try JSONDecoder().decode(
                CampaignNumbers.self, from: Data(run.output.utf8))
            #expect(figures.isWhole && figures.trials == figures.planned)
            #expect(figures.points > 100_000_000 && (figures.tried ?? .max) < 200_000)
            // Every fault is in exactly one outcome, and every vote was taken on all that were put.
            #expect(figures.components.reduce(0) { $0 + $1.count } == figures.points)
            let untried = figures.components.filter { $0.outcome.hasPrefix("not ") }
                .reduce(0) { $0 + $1.count }
            for vote in figures.votes {
                #expect(vote.wrong.trials == figures.points - untried)
                #expect(vote.wrong.low == vote.wrong.high)
                #expect((vote.failed.count == 0) == (vote.vote != "alone"), "\(vote)")
            }
            #expect(figures.votes.allSatisfy { $0.wrong.count == 0 || $0.vote == "alone" })
            let alone = try #require(figures.votes.first { $0.vote == "alone" })
            #expect(alone.wrong.count > 0)
            let weights = try python(
                """
                import sqlite3
                rows = sqlite3.connect("whole.sqlite")
                print(*[int(row[0]) for row in rows.execute(
                    "select sum(weight) - points from trial join line on line.id = trial.line "
                    "group by line.id")])
                """)
            #expect(weights == "0 0\n")
        }

        @Test(.timeLimit(.minutes(5)))
        func `a sample comes to the same with pruning and without, fault by fault`() throws {
            let text = """
                demands: 2
                replicas: [v01, v02, v03]
                votes: [alone]
                trials: 8000
                faults:
                  - {model: flip-register-bits, share: 1}
                  - model: flip-register-bits
                    registers: [rsp, rip, rflags, xmm0]
                budget: {processor: 5ms, wall: 200ms}
                """
            let whole = try run("uniform", "sampling: uniform\n" + text)
            let pruned = try run("pruned", "sampling: pruned\n" + text)
            #expect(whole.status == 0, "\(whole.errors)")
            #expect(pruned.status == 0, "\(pruned.errors)")
            let told = try python(
                """
                import sqlite3
                def rows(name):
                    return sqlite3.connect(name).execute(
                        "select id, line, replicas, demand, moment, place, bit, weight, "
                        "replace(outcome, 'dormant', 'masked'), answer from trial "
                        "join reply on reply.trial = trial.id order by id").fetchall()
                one, other = rows("uniform.sqlite"), rows("pruned.sqlite")
                print(len(one), len(other))
                for pair in zip(one, other):
                    if pair[0] != pair[1]: print(*pair)
                tried = sqlite3.connect("pruned.sqlite").execute(
                    "select count(*) from reply where proof <> ''").fetchone()[0]
                print(tried < 6000)
                """)
            #expect(told == "8000 8000\nTrue\n")
        }
    }
}
