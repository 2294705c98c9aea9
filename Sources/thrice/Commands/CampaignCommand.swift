import ArgumentParser
import Campaigns
import FaultInjection
import Foundation
import Reporting

struct CampaignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign",
        abstract: "Inject faults by the thousand, and count what came out.",
        discussion: """
            Examples:
              thrice campaign faults
              thrice campaign run variants/launch/campaigns/registers.yaml --dry-run
              thrice campaign run variants/launch/campaigns/registers.yaml --jobs 2
              thrice campaign resume variants/launch/campaigns/registers.yaml
              thrice campaign run variants/launch/campaigns/registers.yaml --shard 3/40
              thrice campaign submit variants/launch/campaigns/registers.yaml --slurm
              thrice campaign status variants/launch/campaigns/registers.yaml
              thrice campaign merge variants/launch/campaigns/registers.yaml
            """,
        subcommands: [
            CampaignRun.self, CampaignResume.self, CampaignSubmit.self, CampaignStatus.self,
            CampaignMerge.self, CampaignFaults.self,
        ])
}

struct CampaignOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("A campaign's file (docs/FORMATS.md).", valueName: "campaign"))
    var file: String

    @Option(help: "Trials that run at once, each on a thread of its own.")
    var jobs = 1

    @Option(help: "The seed, in the place of the file's.")
    var seed: UInt64?

    @Option(help: "The file of results, in the place of one in the ensemble's .thrice/campaigns.")
    var results: String?

    @Flag(help: "One JSON object on standard output.")
    var json = false

    func validate() throws {
        if !(1...256 ~= jobs) { throw ValidationError("--jobs is 1 to 256") }
    }
}

struct CampaignRun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a campaign from its first trial.")

    @OptionGroup
    var options: CampaignOptions

    @Flag(help: "Say how large the space of faults is and how long it will take; keep no trial.")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "Run one of so many parts, into a file of its own beside the results.",
            valueName: "number/count"))
    var shard: Shard?

    func validate() throws {
        guard shard != nil else { return }
        if dryRun { throw ValidationError("--dry-run is about the whole campaign") }
        if options.json {
            throw ValidationError("a shard has no figures of its own: --json goes to 'merge'")
        }
    }

    func run() throws {
        if let shard { return try ShardWork(options, shard).run() }
        let work = try CampaignWork(options)
        if dryRun { return try work.tellSpace() }
        try work.run(resumes: false)
    }
}

struct CampaignResume: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Go on with a campaign, whatever ended it.")

    @OptionGroup
    var options: CampaignOptions

    func run() throws { try CampaignWork(options).run(resumes: true) }
}

struct CampaignFaults: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faults", abstract: "List the kinds of faults that a campaign can name.")

    func run() throws {
        var text = ""
        for layer in CatalogueEntry.Layer.allCases {
            if !text.isEmpty { text += "\n" }
            text += "\(layer.rawValue)\n  needed: \(layer.needs)\n"
            text += "  in use: \(layer.activation)\n"
            let entries = Catalogue.faults.map { $0.entry }.filter { $0.layer == layer }
            for entry in entries {
                text += "  \(entry.name): \(entry.summary)\n"
                for parameter in entry.parameters {
                    text += "      \(parameter.name): \(parameter.values)\n"
                }
                text += "      undone: \(entry.undone); proof: \(entry.proof)\n"
            }
        }
        try CommandOutput.put(text)
    }
}
