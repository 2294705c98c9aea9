import Foundation
import Testing

extension EndToEnd {
    /// Mutants in the places of replicas that add up.
    @Suite struct MutantCampaignTests {
        private let folder: CampaignFolder

        /// What each does is known: what it says to 1, 2, 3, …, or how it ends.
        private static let mutants: [(id: String, body: String, facts: String)] = [
            ("Wrong-0001", "n == 4 ? 0 : sum", #""status":"live""#),
            (
                "Ends-0001", "(n == 3 ? abort() : (void)0, sum)",
                #""status":"live","trial":{"isTrivial":false}"#
            ),
            ("Stays-0001", "(stays = n == 5, sum)", #""status":"live""#),
            ("Hangs-0001", "({ while (n == 2) n += 0; sum; })", #""status":"live""#),
            ("Same-0001", "sum + 0", #""status":"live","trial":{"isTrivial":false}"#),
            ("Trivial-0001", "7", #""status":"live","trial":{"isTrivial":true}"#),
            ("Equal-0001", "sum", #""status":"equivalent""#),
            ("Broken-0001", "sum", #""status":"notCompiling""#),
        ]

        init() throws {
            folder = try CampaignFolder()
            var entries: [String] = []
            for (id, body, facts) in Self.mutants {
                entries.append(#"{"id":"\#(id)",\#(facts)}"#)
                // Who takes it all the same finds no program.
                guard facts.contains("live"), !facts.contains("true") else { continue }
                try FileManager.default.createDirectory(
                    atPath: folder.scratch.path("mutants/\(id)"), withIntermediateDirectories: true)
                let source = """
                    #include <stdio.h>
                    #include <stdlib.h>
                    int main(void) {
                        volatile int n, stays = 0;
                        while (scanf("%d", &n) == 1) {
                            int sum = n * (n + 1) / 2;
                            printf("%d\\n", \(body));
                            fflush(stdout);
                            while (stays) continue;
                        }
                    }
                    """
                try folder.write("mutants/\(id)/sums.c", source)
                let path = folder.scratch.path("mutants/\(id)/sums")
                let compiled = try Shell.run("cc -static -o \(path) \(path).c")
                try #require(compiled.status == 0, "\(compiled.errors)")
            }
            let list = entries.joined(separator: ",")
            try folder.write(
                "mutants/mutants.json",
                #"{"schemaVersion":1,"program":"sums","mutants":[\#(list)]}"#)
        }

        private func campaign(_ line: String) throws {
            try folder.write(
                campaign: """
                    sampling: exhaustive
                    demands: 12
                    votes: [alone]
                    budget: {processor: 20ms}
                    faults: [{model: use-mutant, mutants: ../mutants\(line)}]
                    """)
        }

        private func outcomes(_ results: String) throws -> [String] {
            let script = """
                import sqlite3
                for row in sqlite3.connect("\(folder.scratch.path(results))").execute(
                    "select proof, demand, outcome, answer from reply join trial "
                    "on trial.id = reply.trial where outcome <> 'masked' order by 1, 2, 3"):
                    print(row[0], row[1], row[2], (row[3] or b"").decode())
                """
            try folder.write("outcomes.py", script)
            let read = try Shell.run("python3 \(folder.scratch.path("outcomes.py"))")
            guard read.status == 0 else { throw KitError(read.errors) }
            return read.output.split(separator: "\n").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
        }

        @Test(.timeLimit(.minutes(2)))
        func `each does what it does at its demand, and one that has ended begins anew`() throws {
            try campaign(", hits: 1")
            let one = try folder.thrice("campaign run FILE --results one.sqlite")
            #expect(one.status == 0, "\(one.errors)")
            // Five of the eight, in three replicas, at twelve demands.
            #expect(one.output.contains("180 trials out of 180 faults"), "\(one.output)")
            let each = [
                "Ends-0001 3 crash", "Hangs-0001 2 hang", "Stays-0001 5 latent",
                "Wrong-0001 4 wrong value 0",
            ]
            #expect(
                try outcomes("one.sqlite") == each.flatMap { Array(repeating: $0, count: 3) })
            let two = try folder.thrice("campaign run FILE --results two.sqlite --jobs 2")
            #expect(two.status == 0, "\(two.errors)")
            #expect(try folder.rows("two.sqlite") == folder.rows("one.sqlite"))
            let again = try folder.thrice("replay FILE --trial 3 --results one.sqlite")
            #expect(again.status == 0, "\(again.errors)")
            let under = try folder.thrice(
                "replay FILE --trial 3 --results one.sqlite --under gdb")
            #expect(under.status == 65, "\(under.output)")
            #expect(under.errors.contains("a program of its own"), "\(under.errors)")
        }

        @Test(.timeLimit(.minutes(2)))
        func `with state it does not come back, and two of the same win the vote`() throws {
            try folder.write(
                "thrice.yaml",
                try String(contentsOfFile: folder.scratch.path("thrice.yaml"), encoding: .utf8)
                    + "stateful: true\n")
            try campaign(", hits: 2")
            let run = try folder.thrice("campaign run FILE --results one.sqlite")
            #expect(run.status == 1, "\(run.errors)")
            #expect(run.output.contains("use-mutant in a b, demand 4"), "\(run.output)")
            let outcomes = try outcomes("one.sqlite")
            // Two replies a trial, three pairs of replicas.
            #expect(outcomes.count { $0.hasPrefix("Ends-0001") } == 10 * 6)
            #expect(outcomes.allSatisfy { !$0.hasPrefix("Ends") || $0.hasSuffix("crash") })
            #expect(outcomes.count { $0.hasPrefix("Hangs-0001") } == 11 * 6)
            #expect(outcomes.count { $0.hasPrefix("Wrong-0001") } == 6)
            // Its right answer was to the demand before.
            let stays = outcomes.filter { $0.hasPrefix("Stays-0001") }
            #expect(stays.count { $0.hasSuffix("5 latent") } == 6)
            #expect(stays.count { $0.hasSuffix("omission") } == 7 * 6)
        }

        @Test(.timeLimit(.minutes(1)))
        func `without mutants it is said what makes them`() throws {
            try folder.write(campaign: "faults: [{model: use-mutant, mutants: ../none}]")
            let none = try folder.thrice("campaign run FILE")
            #expect(none.status == 66)
            #expect(none.errors.contains("there is no 'mutants.json'"), "\(none.errors)")
            #expect(none.errors.contains("thrice-generate mutants"))
            try folder.write("mutants/mutants.json", "{}")
            try campaign("")
            #expect(try folder.thrice("campaign run FILE").status == 65)
            try folder.write(campaign: "faults: [{model: use-mutant}]")
            let unnamed = try folder.thrice("campaign run FILE")
            #expect(unnamed.errors.contains("mutants: expected a folder of mutants"))
        }
    }
}
