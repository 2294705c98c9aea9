import Campaigns
import Foundation
import Reporting

/// What `thrice campaign submit` does.
struct SubmitWork {
    private let place: CampaignPlace
    private let request: SlurmRequest
    private let preparation: CampaignPreparation
    private let folder: ShardFolder

    /// A shard is to take 30 s or more, or getting to know the replicas would be most of it. Twice
    /// that by the estimate: in many trials each takes less than in the few that it is made from.
    private static let seconds = 60.0

    init(_ place: CampaignPlace, _ request: SlurmRequest) throws {
        (self.place, self.request) = (place, request)
        preparation = try CampaignPreparation(file: place.file, seed: place.seed)
        folder = ShardFolder(results: place.results ?? preparation.resultPath)
    }

    func run() throws {
        do { try submit() } catch { throw ThriceError(campaign: error) }
    }

    private func submit() throws {
        guard try SlurmTool.run("sbatch", ["--version"]) != nil else {
            throw ThriceError(
                .toolMissing, "cannot submit the campaign: there is no 'sbatch'",
                hint: "on a host of the cluster; elsewhere: thrice campaign run "
                    + "\(place.text) --shard 1/10, and so on")
        }
        let session = try CampaignSession(preparation, jobs: request.jobs)
        let count = try shards(session)
        try folder.make()
        let script = "\(folder.path)/submit.sh"
        let text = SlurmScript(
            thrice: SiblingExecutable.path("thrice"),
            folder: FileManager.default.currentDirectoryPath,
            arguments: "\(place.text) --jobs \(request.jobs)", count: count)
        try text.text.write(toFile: script, atomically: true, encoding: .utf8)
        let job = try handOver(script, count)
        try SlurmSubmission(job: job, shards: count, planned: session.planned)
            .write(to: folder.submission)
        let again = place.text
        try CommandOutput.put(
            """
            job \(job): \(count) shards of \(session.planned) trials
            how far they are: thrice campaign status \(again)
            all together:     thrice campaign merge \(again)

            """)
    }

    private func handOver(_ script: String, _ count: UInt64) throws -> String {
        let arguments = request.arguments(
            name: preparation.campaign.name, count: count, folder: folder.path)
        let said = try SlurmTool.run("sbatch", arguments + [script])
        guard let said, said.status == 0 else {
            throw ThriceError(
                .inputOutput,
                "cannot submit the campaign: sbatch refuses: \(said?.complaint ?? "it is gone")",
                hint: "the script is '\(script)'")
        }
        return said.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func shards(_ session: CampaignSession) throws -> UInt64 {
        let most = min(try SlurmLimits.ask().arrayMax, Shard.most)
        if let wanted = request.shards {
            if wanted <= min(most, session.planned) { return wanted }
            throw ThriceError(
                .badData,
                "cannot submit \(wanted) shards: the campaign has \(session.planned) trials, and "
                    + "Slurm takes \(most) at once (MaxArraySize)", hint: "fewer --shards")
        }
        if let earlier = SlurmSubmission(path: folder.submission),
            earlier.planned == session.planned, earlier.shards <= most
        {
            // Of another division nothing would be whole.
            Terminal.say("thrice: \(earlier.shards) shards, as it was submitted before")
            return earlier.shards
        }
        let rate = try session.rate()
        let all = Double(session.planned) / max(rate, 1e-9)
        Terminal.say(
            "thrice: \(Int(rate)) trials a second, \(Int(all.rounded(.up))) s for all of them")
        let fitting = UInt64(max(1, min(all / Self.seconds, Double(most))))
        return min(fitting, session.planned)
    }
}
