import Foundation
import Testing

extension EndToEnd {
    /// Shards of a campaign as commands, without any batch system.
    @Suite struct ShardCommandTests {
        /// Each trial of the first line takes its budget.
        static let campaign = """
            demands: 4
            trials: 240
            sampling: stratified
            votes: [alone]
            faults:
              - {model: spin-process, share: 4}
              - {model: flip-answer-bits}
              - {model: replace-answer, hits: 2}
            budget: {processor: 20ms}
            live: {rechecks: 3}
            """
        private static let results = ".thrice/campaigns/some-1/results"

        @Test(.timeLimit(.minutes(2)))
        func `killed and doubled shards are merged into the campaign in one piece`() throws {
            let folder = try CampaignFolder()
            try folder.write(campaign: Self.campaign)
            #expect(try folder.thrice("campaign run FILE --results one.sqlite").status == 1)
            #expect(try folder.thrice("campaign run FILE --shard 1/3").status == 0)
            try killed(folder)
            let status = try folder.thrice("campaign status FILE")
            #expect(status.status == 2, "\(status.errors)")
            #expect(status.output.contains("1 of 3 shards are whole"), "\(status.output)")
            #expect(status.output.contains("stopped"), "\(status.output)")
            let early = try folder.thrice("campaign merge FILE")
            #expect(early.status == 66)
            #expect(early.errors.contains("--shard 2/3"), "\(early.errors)")
            // Both at once, each in two processes.
            let file = folder.scratch.path("campaigns/some.yaml")
            let doubled = try Shell.run(
                """
                cd \(folder.root)
                pids=
                for shard in 2/3 2/3 3/3 3/3; do
                    "$THRICE" campaign run \(file) --shard $shard & pids="$pids $!"
                done
                for pid in $pids; do wait $pid || exit; done
                """)
            #expect(doubled.status == 0, "\(doubled.errors)")
            #expect(doubled.errors.contains("is there already"), "\(doubled.errors)")
            let again = try folder.thrice("campaign run FILE --shard 2/3")
            #expect(again.status == 0 && again.output == "", "\(again.output)")
            #expect(again.errors.contains("shard 2/3 is there already"), "\(again.errors)")
            #expect(try folder.thrice("campaign status FILE").status == 0)
            let merged = try folder.thrice("campaign merge FILE")
            #expect(merged.status == 1, "\(merged.errors)")
            #expect(try folder.rows("\(Self.results).sqlite") == folder.rows("one.sqlite"))
            let left = try FileManager.default.contentsOfDirectory(
                atPath: folder.scratch.path("\(Self.results).shards"))
            #expect(left.count == 3 && left.allSatisfy { $0.hasSuffix(".sqlite") }, "\(left)")
            #expect(try folder.thrice("campaign merge FILE").status == 73)
        }

        /// Leaves a part of the second shard behind.
        private func killed(_ folder: CampaignFolder) throws {
            let file = folder.scratch.path("campaigns/some.yaml")
            let killed = try Shell.run(
                """
                cd \(folder.root)
                "$THRICE" campaign run \(file) --shard 2/3 & pid=$!
                progress=\(Self.results).shards/shard-0002-of-0003.progress
                until grep -q '"trials":[1-9]' $progress 2>/dev/null; do
                    kill -0 $pid || exit
                done
                kill -KILL $pid
                """)
            #expect(killed.status == 0, "\(killed.errors)")
            let shards = folder.scratch.path("\(Self.results).shards/shard-0002-of-0003")
            #expect(FileManager.default.fileExists(atPath: shards + ".part"))
            #expect(!FileManager.default.fileExists(atPath: shards + ".sqlite"))
        }

        @Test(.timeLimit(.minutes(1)))
        func `a shard of another campaign is neither taken nor gone on with`() throws {
            let folder = try CampaignFolder()
            try folder.write(
                campaign: "faults: [{model: omit-answer}]\ntrials: 20\nlive: {rechecks: 0}")
            #expect(try folder.thrice("campaign run FILE --shard 1/2").status == 0)
            try folder.write(
                campaign: "faults: [{model: omit-answer}]\ntrials: 22\nlive: {rechecks: 0}")
            let other = try folder.thrice("campaign run FILE --shard 1/2")
            #expect(other.status == 65)
            #expect(other.errors.contains("it is there, of another campaign"), "\(other.errors)")
            #expect(try folder.thrice("campaign run FILE --shard 2/2").status == 0)
            let merged = try folder.thrice("campaign merge FILE")
            #expect(merged.status == 65)
            #expect(merged.errors.contains("they are of different campaigns"), "\(merged.errors)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `a part is merged when that is wanted, and the rule to stop is told of`() throws {
            let folder = try CampaignFolder()
            try folder.write(
                campaign: """
                    sampling: exhaustive
                    faults: [{model: replace-answer, hits: 2, with: "7"}]
                    stop: {failures: 2}
                    """)
            let none = try folder.thrice("campaign status FILE")
            #expect(none.status == 66)
            let shard = try folder.thrice("campaign run FILE --shard 2/4")
            #expect(shard.status == 0)
            #expect(shard.errors.contains("a shard runs all of its trials"), "\(shard.errors)")
            let status = try folder.thrice("campaign status FILE --json")
            #expect(status.status == 2)
            #expect(status.output.contains("\"whole\" : 1"), "\(status.output)")
            #expect(status.errors.contains("are enough for the campaign's rule to stop"))
            let merged = try folder.thrice("campaign merge FILE --partial")
            #expect(merged.status == 1, "\(merged.errors)")
            #expect(merged.output.contains("9 trials of 36 planned"), "\(merged.output)")
            let few = try folder.thrice("campaign run FILE --shard 40/40")
            #expect(few.status == 66)
            #expect(few.errors.contains("the campaign has 36 trials"), "\(few.errors)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `results are told to other programs`() throws {
            let folder = try CampaignFolder()
            try folder.write(
                campaign: """
                    sampling: exhaustive
                    faults: [{model: replace-answer, hits: 2, with: "7"}, {model: omit-answer}]
                    """)
            #expect(try folder.thrice("campaign run FILE --results one.sqlite").status == 1)
            let trials = try folder.thrice("report one.sqlite --csv")
            #expect(trials.status == 0, "\(trials.errors)")
            #expect(trials.output.split(separator: "\r\n").count == 73, "\(trials.output)")
            let suites = try folder.thrice("report one.sqlite --junit suites.xml")
            #expect(suites.status == 0, "\(suites.errors)")
            let path = folder.scratch.path("suites.xml")
            let failures = try Shell.run("xmllint --xpath 'count(//failure)' \(path)")
            #expect(failures.output.hasPrefix("36"), "\(failures.output) \(failures.errors)")
            let again = try Shell.run("grep -c -- '--trial' \(path)")
            #expect(again.output == "36\n")
            #expect(try folder.thrice("report one.sqlite --csv --json").status == 64)
            #expect(try folder.thrice("report one.sqlite --junit no/where.xml").status == 73)
        }
    }
}
