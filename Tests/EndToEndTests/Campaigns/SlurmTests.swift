import Foundation
import Testing

extension EndToEnd {
    /// Campaigns through a real Slurm of two nodes on this machine.
    @Suite(.enabled(if: SlurmCluster.isHere)) struct SlurmTests {
        private static let shards = ".thrice/campaigns/some-1/results.shards"

        private func thrice(
            _ arguments: String, _ folder: CampaignFolder, _ cluster: SlurmCluster
        ) throws -> (status: Int32, output: String, errors: String) {
            let file = folder.scratch.path("campaigns/some.yaml")
            return try cluster.run(
                "cd \(folder.root); \"$THRICE\" " + arguments.replacing("FILE", with: file))
        }

        /// - Returns: the number of the array's job.
        private func submit(
            _ arguments: String, _ folder: CampaignFolder, _ cluster: SlurmCluster
        ) throws -> String {
            let said = try thrice("campaign submit FILE --slurm \(arguments)", folder, cluster)
            let words = said.output.split { $0 == " " || $0 == ":" }
            guard said.status == 0, words.count > 1 else { throw KitError(said.errors) }
            return String(words[1])
        }

        private func waitForEnd(of job: String, _ cluster: SlurmCluster) throws {
            try cluster.wait("end of job \(job)", within: .seconds(100)) {
                try cluster.hasten(job)
                return try cluster.ask("squeue -h -j \(job)") == ""
            }
        }

        private func expectWhole(
            as one: String, _ folder: CampaignFolder, _ cluster: SlurmCluster
        ) throws {
            let status = try thrice("campaign status FILE", folder, cluster)
            let logs = try Shell.run("tail -n 5 \(folder.root)/\(Self.shards)/slurm-*.out")
            #expect(status.status == 0, "\(status.output)\(status.errors)\(logs.output)")
            #expect(try thrice("campaign merge FILE", folder, cluster).status == 1)
            let merged = try folder.rows(".thrice/campaigns/some-1/results.sqlite")
            #expect(try merged == folder.rows(one))
        }

        @Test(.timeLimit(.minutes(4)))
        func `a node that is killed in the middle takes nothing with it`() throws {
            let folder = try CampaignFolder()
            try folder.write(
                campaign: ShardCommandTests.campaign.replacing("trials: 240", with: "trials: 320"))
            #expect(try folder.thrice("campaign run FILE --results one.sqlite").status == 1)
            let cluster = try SlurmCluster()
            let job = try submit("--shards 4 --time 10:00 --partition all", folder, cluster)
            // The first that comes to the second node has some of its trials then.
            var shard = ""
            try cluster.wait("shard on n2", within: .seconds(20)) {
                let index = try cluster.ask("squeue -h -r -t R -w n2 -j \(job) -o %K")
                guard let number = Int(index) else { return false }
                shard = folder.scratch.path("\(Self.shards)/shard-000\(number + 1)-of-0004")
                let progress = FileManager.default.contents(atPath: shard + ".progress") ?? Data()
                return String(decoding: progress, as: UTF8.self).contains(/"trials":[1-9]/)
            }
            let status = try thrice("campaign status FILE", folder, cluster)
            #expect(status.status == 2)
            #expect(status.output.contains("running on "), "\(status.output)")
            #expect(status.output.contains("RUNNING on n2"), "\(status.output)")
            #expect(status.output.contains("Slurm's job \(job)"), "\(status.output)")
            try cluster.kill(node: "n2")
            #expect(FileManager.default.fileExists(atPath: shard + ".part"))
            #expect(!FileManager.default.fileExists(atPath: shard + ".sqlite"))
            try waitForEnd(of: job, cluster)
            let restarted = try cluster.ask("scontrol show job \(job) | grep -c 'Restarts=1'")
            #expect(restarted == "1")
            try expectWhole(as: "one.sqlite", folder, cluster)
        }

        @Test(.timeLimit(.minutes(4)))
        func `an array that is submitted twice at once changes nothing`() throws {
            let folder = try CampaignFolder()
            try folder.write(campaign: ShardCommandTests.campaign)
            #expect(try folder.thrice("campaign run FILE --results one.sqlite").status == 1)
            let cluster = try SlurmCluster(processors: 2)
            let first = try submit("--shards 2", folder, cluster)
            let second = try submit("--shards 2", folder, cluster)
            #expect(first != second)
            for job in [first, second] { try waitForEnd(of: job, cluster) }
            // Whoever of the two came first runs it.
            let logs = try Shell.run("cat \(folder.root)/\(Self.shards)/slurm-*.out")
            let idle = logs.output.components(separatedBy: "is there already").count - 1
            #expect(idle == 2, "\(logs.output)")
            try expectWhole(as: "one.sqlite", folder, cluster)
        }

        @Test(.timeLimit(.minutes(1)))
        func `what Slurm refuses is said, and how many shards there are follows from their time`()
            throws
        {
            let folder = try CampaignFolder()
            try folder.write(campaign: ShardCommandTests.campaign)
            let nowhere = try folder.thrice("campaign submit FILE")
            #expect(nowhere.status == 64)
            let file = folder.scratch.path("campaigns/some.yaml")
            let missing = try Shell.run(
                "cd \(folder.root); PATH=/nowhere \"$THRICE\" campaign submit \(file) --slurm")
            #expect(missing.status == 69)
            #expect(missing.errors.contains("there is no 'sbatch'"), "\(missing.errors)")
            let cluster = try SlurmCluster()
            let refused = try thrice(
                "campaign submit FILE --slurm --shards 2 --partition none", folder, cluster)
            #expect(refused.status == 74)
            #expect(
                refused.errors.contains("sbatch refuses: invalid partition specified: none"),
                "\(refused.errors)")
            try folder.write(
                campaign: "faults: [{model: omit-answer}]\ntrials: 5000\nlive: {rechecks: 0}")
            let many = try thrice(
                "campaign submit FILE --slurm --shards 1002", folder, cluster)
            #expect(many.status == 65)
            #expect(many.errors.contains("Slurm takes 1001 at once"), "\(many.errors)")
            // Some milliseconds for all of them are one shard.
            let one = try thrice("campaign submit FILE --slurm", folder, cluster)
            #expect(one.status == 0, "\(one.errors)")
            #expect(one.output.contains(": 1 shards of 5000 trials"), "\(one.output)")
            let job = one.output.split { $0 == " " || $0 == ":" }[1]
            try waitForEnd(of: String(job), cluster)
            #expect(try thrice("campaign status FILE", folder, cluster).status == 0)
        }
    }
}
