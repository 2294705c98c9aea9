import Foundation
import Testing

extension EndToEnd {
    /// What a campaign reads, and what it writes.
    @Suite struct CampaignFilesTests {
        private static let omissions = """
            faults: [{model: omit-answer}]
            trials: 20
            live: {rechecks: 0}
            """

        @Test(.timeLimit(.minutes(1)))
        func `results under another specification are not gone on with`() throws {
            let folder = try CampaignFolder()
            try folder.write(
                "thrice.yaml",
                folder.ensemble.replacing("NONE", with: "\"-1\"") + """
                    demand:
                      format: separated
                      fields: [{name: number, type: integer, range: 0..1000}]
                    answer:
                      format: whole
                      fields: [{name: sum, type: integer}]
                    function: {machine: Sums.mch, operation: add}
                    """)
            try folder.write(
                "Sums.mch",
                """
                MACHINE Sums SEES Bounds
                OPERATIONS
                  sum <-- add(number) = PRE number : 0..most
                    THEN sum := number * (number + 1) / 2 END
                END
                """)
            let bounds = "MACHINE Bounds CONSTANTS most PROPERTIES most = 100 END\n"
            try folder.write("Bounds.mch", bounds)
            try folder.write(campaign: Self.omissions)
            let run = try folder.thrice("campaign run FILE")
            #expect(run.status == 0, "\(run.errors)")
            #expect(try folder.thrice("campaign run FILE --shard 1/2").status == 0)
            #expect(try folder.thrice("replay FILE --trial 1").status == 0)
            try folder.write("Bounds.mch", bounds.replacing("100", with: "50"))
            for command in [
                "campaign resume FILE", "campaign run FILE --shard 1/2", "replay FILE --trial 1",
            ] {
                let other = try folder.thrice(command)
                #expect(other.status == 65, "\(command): \(other.errors)")
                #expect(
                    other.errors.contains("a file of the ensemble, has changed since"),
                    "\(command): \(other.errors)")
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func `a word of a command may be a folder`() throws {
            let folder = try CampaignFolder()
            try folder.write(
                "thrice.yaml", folder.ensemble.replacing("[./a]", with: "[./a, .]"))
            try folder.write(campaign: Self.omissions)
            let run = try folder.thrice("campaign run FILE")
            #expect(run.status == 0, "\(run.errors)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `answers that no pipe holds are refused before anything runs`() throws {
            let folder = try CampaignFolder()
            try folder.write("thrice.yaml", folder.ensemble + "answerBytesMax: 1MiB\n")
            try folder.write(campaign: Self.omissions)
            let run = try folder.thrice("campaign run FILE")
            #expect(run.status == 65, "\(run.errors)")
            #expect(
                run.errors.contains(
                    "'answerBytesMax' is 1048576 bytes, and answers of at most 1048575 can be "
                        + "traced (hint: answerBytesMax: 1023KiB)"), "\(run.errors)")
            try folder.write("thrice.yaml", folder.ensemble + "answerBytesMax: 1023KiB\n")
            #expect(try folder.thrice("campaign run FILE").status == 0)
        }

        @Test(.timeLimit(.minutes(1)))
        func `a report leaves what it reads as it was, and knows what is none`() throws {
            let folder = try CampaignFolder()
            try folder.write(campaign: Self.omissions)
            #expect(try folder.thrice("campaign run FILE --shard 1/1").status == 0)
            let shard = ".thrice/campaigns/some-1/results.shards/shard-0001-of-0001.sqlite"
            let before = FileManager.default.contents(atPath: folder.scratch.path(shard))
            let report = try folder.thrice("report \(shard) --junit suites.xml")
            #expect(report.status == 0, "\(report.errors)")
            #expect(try folder.thrice("report \(shard) --csv").status == 0)
            #expect(FileManager.default.contents(atPath: folder.scratch.path(shard)) == before)
            let path = folder.scratch.path("empty.sqlite")
            try folder.write("empty.sqlite", "")
            let empty = try folder.thrice("report empty.sqlite")
            #expect(empty.status == 65)
            #expect(empty.errors.contains("it says nothing of a campaign"), "\(empty.errors)")
            #expect(FileManager.default.contents(atPath: path) == Data())
        }

        /// Leaves its number in `$pid` when it has kept a trial.
        private static let begun = """
            "$THRICE" campaign run campaigns/some.yaml --results 'a b.sqlite' & pid=$!
            until python3 begun.py 2>/dev/null; do kill -0 $pid || exit; done
            """

        private func slow() throws -> CampaignFolder {
            let folder = try CampaignFolder()
            try folder.write(campaign: ShardCommandTests.campaign)
            try folder.write(
                "begun.py",
                """
                import sqlite3, sys
                results = sqlite3.connect("file:a b.sqlite?mode=ro", uri=True)
                sys.exit(results.execute("select count(*) from trial").fetchone()[0] == 0)
                """)
            return folder
        }

        @Test(.timeLimit(.minutes(1)))
        func `one that is terminated says so, and how to go on`() throws {
            let folder = try slow()
            let ended = try Shell.run(
                "cd \(folder.root)\n\(Self.begun)\nkill -TERM $pid; wait $pid; exit $?")
            #expect(ended.status == 143, "\(ended.errors)")
            #expect(
                ended.errors.contains(
                    "thrice campaign resume campaigns/some.yaml --results 'a b.sqlite'"),
                "\(ended.errors)")
        }

        @Test(.timeLimit(.minutes(1)))
        func `results are written by one process at a time`() throws {
            let folder = try slow()
            let second = try Shell.run(
                """
                cd \(folder.root)
                \(Self.begun)
                kill -STOP $pid
                "$THRICE" campaign resume campaigns/some.yaml --results 'a b.sqlite'
                status=$?
                kill -KILL $pid; kill -CONT $pid; wait $pid
                exit $status
                """)
            #expect(second.status == 73, "\(second.errors)")
            #expect(
                second.errors.contains("another 'thrice campaign' is writing them"),
                "\(second.errors)")
            let rest = try Shell.run(
                "cd \(folder.root); \"$THRICE\" campaign resume campaigns/some.yaml "
                    + "--results 'a b.sqlite' --jobs 2")
            #expect(rest.status == 1, "\(rest.errors)")
        }

        /// In the place of Slurm's own.
        @Test(.timeLimit(.minutes(1)))
        func `what is submitted again is divided as before`() throws {
            let folder = try CampaignFolder()
            try folder.write(campaign: Self.omissions)
            try folder.write("sbatch", "#!/bin/sh\necho 17\n")
            let first = try submit(folder, "--shards 3")
            #expect(first.output.hasPrefix("job 17: 3 shards of 20 trials"), "\(first.errors)")
            let again = try submit(folder)
            #expect(again.status == 0, "\(again.errors)")
            #expect(again.output.hasPrefix("job 17: 3 shards of 20 trials"), "\(again.output)")
            #expect(again.errors.contains("3 shards, as it was submitted before"))
            try folder.write(campaign: Self.omissions.replacing("20", with: "30"))
            let other = try submit(folder)
            #expect(other.output.hasPrefix("job 17: 1 shards of 30 trials"), "\(other.output)")
        }

        private func submit(
            _ folder: CampaignFolder, _ options: String = ""
        ) throws -> (status: Int32, output: String, errors: String) {
            try Shell.run(
                "cd \(folder.root); chmod +x sbatch; PATH=\(folder.root):$PATH "
                    + "\"$THRICE\" campaign submit campaigns/some.yaml --slurm \(options)")
        }
    }
}
