import Foundation
import Testing

extension EndToEnd {
    /// `thrice campaign` on programs that add up, with faults in real processes.
    @Suite struct CampaignTests {
        private static let everything = """
            demands: 4
            trials: 1000
            sampling: stratified
            votes: [alone, 2 of 2]
            faults:
              - {model: flip-register-bits, share: 5}
              - {model: flip-memory-bits, regions: [stack], share: 2}
              - {model: kill-process}
              - {model: spin-process}
              - {model: stop-process}
              - {model: fail-call}
              - {model: shorten-call, share: 2}
              - {model: flip-result-bits}
              - {model: flip-answer-bits}
              - {model: flip-demand-bits}
            budget: {processor: 20ms}
            live: {rechecks: 5}
            """
        /// Some of these win the vote.
        private static let common = "  - {model: flip-register-bits, hits: 2}"

        @Test(.timeLimit(.minutes(5)))
        func `its trials come to the same in one job and in two, and one of them again`() throws {
            let folder = try CampaignFolder()
            try folder.write(campaign: Self.everything)
            let one = try folder.thrice("campaign run FILE --results one.sqlite")
            let two = try folder.thrice("campaign run FILE --results two.sqlite --jobs 2")
            #expect(one.status == 0, "\(one.errors)")
            #expect(two.status == 0, "\(two.errors)")
            let rows = try folder.rows("one.sqlite")
            #expect(try folder.rows("two.sqlite") == rows)
            #expect(rows.count { $0 == "\n" } > 4000)
            for outcome in ["crash", "wrong value", "masked", "hang", "blocked"] {
                #expect(rows.contains("'\(outcome)'"), "\(outcome)")
            }
            // A vote of three masks what one process comes to, whatever that is.
            #expect(!one.output.contains("silent wrong outputs\n"), "\(one.output)")
        }

        @Test(.timeLimit(.minutes(5)))
        func `killed at twenty moments and gone on with, it is as if it had not been`() throws {
            let folder = try CampaignFolder()
            try folder.write(
                campaign: Self.everything.replacing("trials: 1000", with: "trials: 6000")
                    .replacing("demands: 4", with: "demands: 2")
                    .replacing("faults:", with: "faults:\n\(Self.common)"))
            let whole = try folder.thrice("campaign run FILE --results whole.sqlite")
            #expect(whole.status < 2, "\(whole.errors)")
            var random = SeededRandom(seed: 20)
            var kills = 0
            for _ in 1...20 {
                let delay = Double(Int.random(in: 300...1200, using: &random)) / 1000
                let file = folder.scratch.path("campaigns/some.yaml")
                // Before its first moments nothing has been begun.
                let exists = FileManager.default.fileExists(atPath: folder.scratch.path("k.sqlite"))
                let part = try Shell.run(
                    "cd \(folder.root); timeout -s KILL \(delay) \"$THRICE\" campaign "
                        + "\(exists ? "resume" : "run") \(file) --results k.sqlite; exit $?")
                kills += part.status == 137 ? 1 : 0
            }
            #expect(kills >= 5, "\(kills) kills")
            let rest = try folder.thrice("campaign resume FILE --results k.sqlite --jobs 2")
            #expect(rest.status == whole.status, "\(rest.errors)")
            #expect(try folder.rows("k.sqlite") == folder.rows("whole.sqlite"))
            let left = try Shell.run(
                "for process in /proc/[0-9]*; do "
                    + "[ \"$(readlink $process/cwd)\" != \(folder.root) ] || echo $process; done")
            #expect(left.output == "")
        }

        @Test(.timeLimit(.minutes(1)))
        func `two that are hit alike win the vote, and the campaign fails`() throws {
            let folder = try CampaignFolder()
            try folder.write(
                campaign: """
                    sampling: exhaustive
                    votes: [alone]
                    faults: [{model: replace-answer, hits: 2, with: "7"}]
                    """)
            let run = try folder.thrice("campaign run FILE")
            #expect(run.status == 1, "\(run.errors)")
            #expect(run.output.contains("36 trials out of 36 faults"))
            #expect(run.output.contains("silent wrong output"))
            #expect(run.output.contains("trial 1: replace-answer in a b, demand 1"))
            let again = try folder.thrice("replay FILE --trial 1")
            #expect(again.status == 0, "\(again.errors)")
            #expect(again.output.contains("a: wrong value: '7', without the fault '1'"))
            #expect(again.output.hasSuffix("  as in the campaign\n"))
        }

        @Test(.timeLimit(.minutes(1)))
        func `replicas that differ without a fault stop it before it begins`() throws {
            let folder = try CampaignFolder(last: "+ (number > 7)")
            try folder.write(campaign: "faults: [{model: omit-answer}]")
            let run = try folder.thrice("campaign run FILE")
            #expect(run.status == 65)
            #expect(
                run.errors.contains(
                    "without any fault the replicas are not of one mind on 5 of its demands, the "
                        + "first is 8"), "\(run.errors)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `what cannot be done is said with its remedy`() throws {
            let folder = try CampaignFolder()
            try folder.write(campaign: "faults: [{model: repeat-answer}]\ndemands: 1")
            #expect(try folder.thrice("campaign resume FILE").status == 66)
            let empty = try folder.thrice("campaign run FILE")
            #expect(empty.status == 66)
            #expect(empty.errors.contains("there is no fault in its space"), "\(empty.errors)")
            try folder.write(campaign: "replicas: [d]\nfaults: [{model: omit-answer}]")
            let stranger = try folder.thrice("campaign run FILE")
            #expect(stranger.status == 65)
            #expect(stranger.errors.contains("there is no replica 'd'"), "\(stranger.errors)")
            try folder.write(campaign: "live: {rechecks: 2}\nfaults: [{model: omit-answer}]")
            #expect(try folder.thrice("campaign run FILE").status == 0)
            let twice = try folder.thrice("campaign run FILE")
            #expect(twice.status == 73)
            #expect(twice.errors.contains("thrice campaign resume"), "\(twice.errors)")
            try folder.write(campaign: "trials: 7\nfaults: [{model: omit-answer}]")
            let other = try folder.thrice("campaign resume FILE")
            #expect(other.status == 65)
            #expect(other.errors.contains("has changed since"), "\(other.errors)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `its report is a page of its own, and tells what has become worse`() throws {
            let folder = try CampaignFolder()
            try folder.write(
                campaign: "votes: [alone]\nfaults: [{model: replace-answer, with: \"7\"}]")
            #expect(try folder.thrice("campaign run FILE --results one.sqlite").status == 0)
            try folder.write(
                campaign: "votes: [alone]\nfaults: [{model: replace-answer, with: \"7\", hits: 2}]")
            #expect(try folder.thrice("campaign run FILE --results two.sqlite").status == 1)
            let told = try folder.thrice("report two.sqlite --html page.html")
            #expect(told.status == 0, "\(told.errors)")
            let page = try String(
                contentsOfFile: folder.scratch.path("page.html"), encoding: .utf8)
            #expect(page.hasPrefix("<!DOCTYPE html>"))
            #expect(page.contains("thrice replay"))
            #expect(try folder.thrice("report two.sqlite --against two.sqlite").status == 0)
            // A line of other faults cannot be held against this one.
            let other = try folder.thrice("report two.sqlite --against one.sqlite")
            #expect(other.status == 2, "\(other.output)\(other.errors)")
            #expect(try folder.thrice("report three.sqlite").status == 66)
            try folder.write("none.sqlite", "no database")
            #expect(try folder.thrice("report none.sqlite").status == 65)
        }

        @Test(.timeLimit(.minutes(1)))
        func `a dry run tells the space and the time it takes, and keeps nothing`() throws {
            let folder = try CampaignFolder()
            try folder.write(campaign: "faults: [{model: omit-answer}, {model: kill-process}]")
            let run = try folder.thrice("campaign run FILE --dry-run")
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains("omit-answer"))
            let last = try #require(run.output.split(separator: "\n").last)
            #expect(last.wholeMatch(of: #/about .+ with --jobs 1: [0-9.]+ a second/#) != nil)
            let kept = ".thrice/campaigns/some-1/results.sqlite"
            #expect(!FileManager.default.fileExists(atPath: folder.scratch.path(kept)))
        }
    }
}
