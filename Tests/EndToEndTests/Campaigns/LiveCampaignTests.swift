import Foundation
import Testing

extension EndToEnd {
    /// Faults in what replicas share, in a whole ensemble that runs.
    @Suite struct LiveCampaignTests {
        private static let shared = """
            - {model: inject-nothing, in: voter}
            - {model: flip-read-bits, in: voter, share: 2}
            - {model: flip-transfer-bits, in: voter, share: 2}
            - {model: kill-process, in: voter}
            - {model: inject-nothing, in: gate}
            - {model: flip-read-bits, in: gate}
            - {model: kill-process, in: gate}
            - {model: flip-transfer-bits, in: gate, streams: [output], share: 2}
            - {model: cut-transfer, in: journaler}
            """

        private func figures(
            _ faults: String, trials: Int, demands: Int = 1, status: Int32 = 0,
            in folder: CampaignFolder
        ) throws -> CampaignNumbers {
            try folder.write(
                campaign: """
                    demands: \(demands)
                    trials: \(trials)
                    sampling: stratified
                    live: {durability: buffered}
                    faults:
                    \(faults)
                    """)
            let run = try folder.thrice("campaign run FILE --jobs 2 --json")
            #expect(run.status == status, "\(run.errors)")
            return try JSONDecoder().decode(CampaignNumbers.self, from: Data(run.output.utf8))
        }

        @Test(.timeLimit(.minutes(5)))
        func `what is shared is struck while all runs, and only a bare line can lie`() throws {
            let folder = try CampaignFolder()
            let figures = try figures(
                Self.shared, trials: 105, demands: 3, status: 1, in: folder)
            for live in figures.live where live.fault == "inject-nothing" {
                #expect(live.isMostlyQuiet, "\(live)")
            }
            let rows = try folder.rows(".thrice/campaigns/some-1/results.sqlite")
            for live in figures.live where live.component != "gate" {
                #expect(live.wrong.count == 0, "\(live)\n\(rows)")
                #expect(live.trials > 0 || live.component == "journaler", "\(live)")
            }
            let voter = try #require(
                figures.live.first { $0.component == "voter" && $0.fault == "kill-process" })
            #expect(voter.outcomes.map(\.outcome) == ["tolerated and logged"], "\(voter)")
            // Behind the gate nothing guards a line without a form: here a wrong one must show.
            let output = try #require(figures.live.first { $0.fault.contains("output") })
            #expect(output.wrong.count > 0, "\(output)")
            let lines = figures.live.filter { !$0.fault.hasPrefix("all") }
            let lost = lines.reduce(0) { $0 + $1.missed }
            // A machine that is busy lets answers come in another order.
            #expect(lost * 3 < lines.reduce(0) { $0 + $1.trials }, "\(lost) missed\n\(rows)")
            try replay(#require(figures.silentWrong.first).trial, in: folder)
        }

        private func replay(_ trial: UInt64, in folder: CampaignFolder) throws {
            let again = try folder.thrice("replay FILE --trial \(trial)")
            #expect(again.status == 0, "\(again.output)\(again.errors)")
            #expect(again.output.contains("the whole ensemble: silent wrong output"))
            #expect(again.output.hasSuffix("  as in the campaign\n"), "\(again.output)")
            let left = try Shell.run(
                "for process in /proc/[0-9]*; do "
                    + "[ \"$(readlink $process/cwd)\" != \(folder.root) ] || echo $process; done; "
                    + "ls \(folder.root)/.thrice/campaigns/some-1/live")
            #expect(left.output == "")
        }

        @Test(.timeLimit(.minutes(5)))
        func `a supervisor is struck while it brings a replica back`() throws {
            let folder = try CampaignFolder()
            let figures = try figures(
                """
                - {model: inject-nothing, in: supervisor, beside: crash}
                - {model: flip-read-bits, in: supervisor, beside: crash}
                - {model: kill-process, in: supervisor, beside: crash}
                - {model: kill-process, in: supervisor}
                """, trials: 24, in: folder)
            for live in figures.live { #expect(live.wrong.count == 0, "\(live)") }
            let beside = figures.live.filter { $0.fault.contains("beside=crash") }
            #expect(beside.count == 3 && beside.allSatisfy { $0.trials > 0 }, "\(beside)")
            let control = try #require(beside.first { $0.fault.contains("nothing") })
            #expect(control.isMostlyQuiet, "\(control)")
            let rows = try folder.rows(".thrice/campaigns/some-1/results.sqlite")
            #expect(rows.contains("supervisorsLost 1"))
            // While no replica fails a supervisor does nothing, and nothing can be put into that.
            #expect(!figures.live.contains { $0.fault == "kill-process" }, "\(figures.live)")
        }

        /// A gate that takes older ones than the ensemble's own would let it through.
        @Test(.timeLimit(.minutes(2)))
        func `a verdict that comes too late is refused as in the ensemble itself`() throws {
            let folder = try CampaignFolder()
            try folder.write("thrice.yaml", folder.ensemble + "validFor: 100ms\n")
            let line = "- {model: delay-transfer, in: voter, streams: [verdicts], time: 300ms}"
            let figures = try figures(line, trials: 8, in: folder)
            let late = try #require(figures.live.first { $0.fault.hasPrefix("delay") })
            #expect(late.trials >= 4, "\(late)")
            #expect(late.count("detected and safe") == late.trials, "\(late)")
        }

        /// With `buffered` it sleeps in the middle of its work.
        @Test(.timeLimit(.minutes(2)))
        func `a journaler is struck at its work, and its end is told of`() throws {
            let folder = try CampaignFolder()
            let figures = try figures(
                """
                - {model: flip-transfer-bits, in: journaler}
                - {model: kill-process, in: journaler}
                """, trials: 16, in: folder)
            let kills = try #require(figures.live.first { $0.fault == "kill-process" })
            #expect(kills.trials >= 4, "\(kills)")
            #expect(kills.count("tolerated and logged") == kills.trials, "\(kills)")
            #expect(figures.live.contains { $0.fault == "flip-transfer-bits" && $0.trials >= 4 })
        }

        /// Whom a guardian that is killed has not buried comes to the campaign, and when that ends
        /// to its parent, which counts them: a long one would run out of process numbers.
        @Test(.timeLimit(.minutes(2)))
        func `who dies in an ensemble is buried`() throws {
            let folder = try CampaignFolder()
            try folder.write("thrice.yaml", folder.ensemble + "stateful: true\n")
            try folder.write(
                campaign: """
                    demands: 1
                    trials: 60
                    live: {durability: buffered}
                    faults: [{model: kill-process, in: journaler}]
                    """)
            try folder.write(
                "count.py",
                """
                import ctypes, os, subprocess, sys
                assert ctypes.CDLL(None).prctl(36, 1, 0, 0, 0) == 0  # PR_SET_CHILD_SUBREAPER
                assert subprocess.run(sys.argv[1:], stdout=2).returncode == 0
                try:
                    print(os.waitpid(-1, 0))
                except ChildProcessError:
                    print("nobody")
                """)
            let run = try Shell.run(
                "cd \(folder.root); python3 count.py \"$THRICE\" "
                    + "campaign run campaigns/some.yaml --jobs 4")
            #expect(run.status == 0 && run.output == "nobody\n", "\(run.output)\(run.errors)")
        }

        @Test(.timeLimit(.minutes(2)))
        func `a damaged journal is noticed by the voter that reads it`() throws {
            let folder = try CampaignFolder()
            let figures = try figures(
                """
                - {model: inject-nothing, in: journaler, behind: voter-crash}
                - {model: inject-nothing, in: voter, behind: voter-crash}
                - {model: flip-transfer-bits, in: journaler, behind: voter-crash, share: 3}
                """, trials: 30, in: folder)
            let rows = try folder.rows(".thrice/campaigns/some-1/results.sqlite")
            let flips = try #require(
                figures.live.first { $0.fault.hasPrefix("flip-transfer-bits") }, "\(rows)")
            #expect(flips.trials >= 9 && flips.wrong.count == 0, "\(flips)\n\(rows)")
            // Without the damage another voter goes on; with it there is none.
            let controls = figures.live.filter { $0.fault.hasPrefix("inject-nothing") }
            #expect(controls.count == 2 && controls.allSatisfy(\.isMostlyQuiet), "\(controls)")
            #expect(rows.contains("ending voterDied"))
        }

        @Test(.timeLimit(.minutes(5)))
        func `a whole ensemble waits for its processors, and others' trials do not`() throws {
            let folder = try CampaignFolder()
            let figures = try figures(
                """
                - {model: press-processors, in: host, processes: 16}
                - {model: inject-nothing, in: gate}
                """, trials: 16, demands: 2, in: folder)
            let rows = try folder.rows(".thrice/campaigns/some-1/results.sqlite")
            let host = try #require(
                figures.live.first { $0.component == "host" && $0.fault != "all" }, "\(rows)")
            #expect(host.trials >= 6 && host.wrong.count == 0, "\(host)\n\(rows)")
            #expect(rows.contains("waited-ns 0x"))
            let gate = try #require(figures.live.first { $0.component == "gate" })
            #expect(gate.isMostlyQuiet, "\(gate)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `what has no answer cannot be struck in one`() throws {
            let folder = try CampaignFolder()
            try folder.write(campaign: "faults: [{model: flip-answer-bits, in: voter}]")
            let run = try folder.thrice("campaign run FILE")
            #expect(run.status == 65)
            #expect(run.errors.contains("'flip-answer-bits' strikes replicas only"))
            try folder.write(campaign: "faults: [{model: press-processors}]")
            let nowhere = try folder.thrice("campaign run FILE")
            #expect(nowhere.status == 65 && nowhere.errors.contains("in: host"))
            try folder.write(campaign: "faults: [{model: kill-process, in: host}]")
            let machine = try folder.thrice("campaign run FILE")
            #expect(machine.status == 65 && machine.errors.contains("'host'"), "\(machine.errors)")
            try folder.write(campaign: "faults: [{model: lose-transfer}]")
            #expect(try folder.thrice("campaign run FILE").status == 65)
            try folder.write(campaign: "faults: [{model: kill-process, beside: crash}]")
            let alone = try folder.thrice("campaign run FILE")
            #expect(alone.status == 65 && alone.errors.contains("whole ensembles only"))
        }
    }
}
