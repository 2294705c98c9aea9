import ArgumentParser
import Campaigns

struct CampaignSubmit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "Have a batch system run a campaign's shards.",
        discussion: """
            The number of shards is such that each takes 30 s or more.

            Examples:
              thrice campaign submit variants/launch/campaigns/registers.yaml --slurm
              thrice campaign status variants/launch/campaigns/registers.yaml
              thrice campaign merge variants/launch/campaigns/registers.yaml
            """)

    @OptionGroup
    var place: CampaignPlace

    @Flag(help: "To Slurm, as a job array.")
    var slurm = false

    @Option(help: "Into so many shards.")
    var shards: UInt64?

    @Option(help: "How long one shard may take, as sbatch(1) reads it, such as 10:00.")
    var time: String?

    @Option(help: "Where they are to run, as sbatch(1) reads it.")
    var partition: String?

    @Option(help: "Trials of a shard that run at once, each on a processor of its own.")
    var jobs = 1

    func validate() throws {
        if !slurm { throw ValidationError("say where to: --slurm") }
        if !(1...256 ~= jobs) { throw ValidationError("--jobs is 1 to 256") }
        if let shards, !(1...Shard.most ~= shards) {
            throw ValidationError("--shards is 1 to \(Shard.most)")
        }
    }

    func run() throws {
        try SubmitWork(
            place, SlurmRequest(shards: shards, time: time, partition: partition, jobs: jobs)
        ).run()
    }
}
