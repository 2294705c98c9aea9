import Foundation
import Testing

extension EndToEnd {
    /// One demand of a run that has ended, put to its replicas again.
    @Suite(.timeLimit(.minutes(1))) struct ReplayCommandTests {
        private struct Report: Decodable {
            struct Difference: Decodable {
                let demand: Int
                let answer, agreed: String?
            }
            struct Replica: Decodable {
                let replica, outcome: String
                let answer, because, ended: String?
                let firstDifference: Difference?
                let lostAt: Int?
            }

            let demand, history: Int
            let verdict, outcome: String
            let answer, stamp, previous: String?
            let replicas: [Replica]
        }

        /// A run of the fixture `faulty` that has ended.
        private func run(
            _ replicas: [String], demands: Int = 20, _ options: [String] = []
        ) throws -> JournaledRun {
            let run = try JournaledRun(
                demands: Demands.lines(1...demands), replicas: replicas,
                ["--durability", "synced", "--deadline", "2s"] + options)
            try run.start()
            guard run.hasEnded(within: .seconds(30)) else { throw KitError("no end") }
            return run
        }

        private func replay(
            _ run: JournaledRun, _ options: String
        ) throws -> (status: Int32, output: String, errors: String) {
            try Shell.run("\"$THRICE\" replay '\(run.folder)' \(options)")
        }

        private func report(_ run: JournaledRun, _ options: String) throws -> (Int32, Report) {
            let said = try replay(run, options + " --json")
            let report = try JSONDecoder().decode(Report.self, from: Data(said.output.utf8))
            return (said.status, report)
        }

        @Test(arguments: ["none", "process", "sandbox"])
        func `who lied then is shown to lie again, and nobody else`(isolation: String) throws {
            let run = try run(["good", "good", "wrong at=5"], ["--isolation", isolation])
            #expect(run.status == 0, "\(run.errors)")
            let right = Demands.answers(Demands.lines(1...20))
            let lie = try replay(run, "--demand 5")
            #expect(lie.status == 1)
            #expect(lie.output.hasPrefix("demand 5: '5 demand of "))
            #expect(lie.output.contains("\n  run        agreed on '\(right[4])'\n"))
            #expect(lie.output.contains("demand 5: agreed by 2 on '\(right[4])'; r3 dissents\n"))
            #expect(lie.output.contains("\n  r1         the same: '\(right[4])', after "))
            #expect(lie.output.contains("\n  r3         differs: '"))
            let (status, other) = try report(run, "--demand 6")
            #expect(status == 0 && other.outcome == "same" && other.history == 0)
            #expect(other.replicas.map(\.replica) == ["r1", "r2", "r3"])
            #expect(other.replicas.allSatisfy { $0.outcome == "same" && $0.answer == right[5] })
            #expect(other.replicas.allSatisfy { $0.ended == "exit code 0" })
            #expect(try report(run, "--demand 5 --replica r2").0 == 0)
            run.expectNothingLeft()
        }

        @Test func `with state all demands before it are shown first, and the first lie is named`()
            throws
        {
            let run = try run(
                ["good stateful", "good stateful", "wrong at=3 stateful"], ["--stateful"])
            #expect(run.status == 0, "\(run.errors)")
            let right = Demands.statefulAnswers(Demands.lines(1...20))
            let (status, found) = try report(run, "--demand 9")
            #expect(status == 1 && found.history == 8 && found.answer == right[8])
            #expect(found.replicas.map(\.outcome) == ["same", "same", "same"])
            let first = found.replicas.map { $0.firstDifference?.demand }
            #expect(first == [nil, nil, 3])
            #expect(found.replicas[2].firstDifference?.agreed == right[2])
            let (early, before) = try report(run, "--demand 2")
            #expect(early == 0 && before.history == 1)
            let text = try replay(run, "--demand 9 --replica r3")
            #expect(text.output.contains("first at demand 3: said '"))
            run.expectNothingLeft()
        }

        @Test func `one that ends or hangs, now or before, is told and holds nobody up`() throws {
            let run = try run(["good", "crash at=5", "blocked at=6"], ["--deadline", "300ms"])
            let (crashed, five) = try report(run, "--demand 5")
            #expect(crashed == 1)
            #expect(five.replicas.map(\.outcome) == ["same", "noAnswer", "same"])
            #expect(five.replicas[1].because == "it ended")
            #expect(five.replicas[1].ended == "signal 11")
            let (hung, six) = try report(run, "--demand 6")
            #expect(hung == 1)
            #expect(six.replicas[2].because == "it did not answer in time")
            #expect(six.replicas[2].ended == nil)
            let state = try self.run(
                ["good stateful", "good stateful", "crash at=4 stateful"], ["--stateful"])
            let (lost, nine) = try report(state, "--demand 9")
            #expect(lost == 1 && nine.replicas[2].lostAt == 4)
            #expect(nine.replicas[0].outcome == "same")
            run.expectNothingLeft()
            state.expectNothingLeft()
        }

        @Test func `where nothing was agreed on there is nothing to hold an answer against`()
            throws
        {
            let run = try run(["good", "wrong salt=1", "wrong salt=2"])
            #expect(run.status == 1)
            let (status, found) = try report(run, "--demand 5")
            #expect(status == 2 && found.verdict == "restrictive")
            #expect(found.outcome == "nothingToCompare")
            #expect(found.replicas.allSatisfy { $0.outcome == "notCompared" })
        }

        @Test func `a run that went on after kills is one run`() throws {
            let demands = Demands.lines(1...4000)
            let run = try JournaledRun(
                demands: demands,
                replicas: ["good stateful", "good stateful", "wrong at=500 stateful"],
                ["--durability", "synced", "--deadline", "5s", "--stateful"])
            try run.start()
            for part in 1...2 {
                try run.wait(forBytes: part * 17 * 1000)
                run.kill("all")
                #expect(run.hasEnded(within: .seconds(10)))
                try run.start()
            }
            #expect(run.hasEnded(within: .seconds(60)) && run.status == 0, "\(run.errors)")
            let right = Demands.statefulAnswers(demands)
            let (status, found) = try report(run, "--demand 3000 --replica r1")
            #expect(status == 0 && found.history == 2999 && found.answer == right[2999])
            let (late, last) = try report(run, "--demand 4000 --replica r3")
            #expect(late == 1 && last.replicas[0].firstDifference?.demand == 500)
            run.expectNothingLeft()
        }

        @Test func `a torn end is said and left out, and any other damage is an error`() throws {
            let run = try run(["good", "good"])
            let segment = "\(run.folder)/journal/segment-000000000001"
            let flip = """
                import sys
                data = bytearray(open('\(segment)', 'rb').read())
                end = max(i for i in range(1 << 16) if data[i])
                place = end if sys.argv[1] == 'end' else 600
                data[place] ^= 1
                open('\(segment)', 'wb').write(data)
                """
            try flip.write(
                toFile: run.scratch.path("flip.py"), atomically: false, encoding: .utf8)
            let script = "python3 '\(run.scratch.path("flip.py"))'"
            let torn = try Shell.run(
                "\(script) end && \"$THRICE\" replay '\(run.folder)' --demand 5")
            #expect(torn.status == 0, "\(torn.errors)")
            #expect(torn.errors.contains("the journal is torn in segment 1 at byte "))
            let damaged = try Shell.run(
                "\(script) middle && \"$THRICE\" replay '\(run.folder)' --demand 5")
            #expect(damaged.status == 65)
            #expect(damaged.errors.contains("cannot replay: cannot read journal"))
        }

        @Test func `what is not there is an error that names it`() throws {
            let run = try run(["good", "good"])
            for (options, status, words) in [
                ("--demand 21", 66, "demand 21: the run's last demand is 20"),
                ("--demand 0", 64, "demands count from 1"),
                ("--demand 5 --replica r4", 64, "there is no replica 'r4'"),
                ("--demand 5 --under valgrind", 64, "cannot run 2 replicas under valgrind"),
                ("--demand 5 --under gdb --json", 64, "--json cannot go with --under gdb"),
            ] as [(String, Int32, String)] {
                let said = try replay(run, options)
                #expect(said.status == status, "\(options)")
                #expect(said.errors.contains(words), "\(said.errors)")
            }
            let other = try Shell.run(
                """
                mkdir "$FOLDER"; cd "$FOLDER"; echo 1 | \
                "$THRICE" run --replica cat --replica cat --run-folder r -q
                "$THRICE" replay r --demand 1 || echo journalless $?
                "$THRICE" replay nowhere --demand 1 || echo missing $?
                rm -r '\(run.folder)/journal'
                "$THRICE" replay '\(run.folder)' --demand 1 || echo gone $?
                """)
            #expect(other.output == "1\njournalless 66\nmissing 66\ngone 66\n", "\(other.errors)")
            #expect(!FileManager.default.fileExists(atPath: run.folder + "/journal"))
        }

        @Test func `a run that still goes on has its journal for itself`() throws {
            let run = try ThriceRun(
                faulty: ["good", "good"],
                ["--agree", "2", "--deadline", "5s", "--durability", "synced"])
            var stream = Stream(run)
            try stream.next(10)
            let folder = run.scratch.path("run")
            let said = try Shell.run("\"$THRICE\" replay '\(folder)' --demand 5")
            #expect(said.status == 66)
            #expect(said.errors.contains("another run writes it"))
            #expect(said.errors.contains("replay a copy of the run's folder"))
            let copy = try Shell.run(
                "cp -r '\(folder)' \"$FOLDER\" && \"$THRICE\" replay \"$FOLDER\" --demand 5")
            #expect(copy.status == 0, "\(copy.errors)")
            #expect(try run.finish().status == 0)
            run.expectNothingLeft()
        }
    }
}
