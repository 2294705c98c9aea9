import ArgumentParser
import Campaigns
import Reporting

/// Which campaign's shards are meant.
struct CampaignPlace: ParsableArguments {
    @Argument(help: ArgumentHelp("A campaign's file (docs/FORMATS.md).", valueName: "campaign"))
    var file: String

    @Option(help: "The seed, in the place of the file's.")
    var seed: UInt64?

    @Option(
        help: """
            The file of results, in the place of one in the ensemble's .thrice/campaigns; its \
            shards are in the folder beside it that ends with .shards.
            """)
    var results: String?

    /// As it was given, for another command, and as a shell reads it.
    var text: String {
        ShellWord.quoted(file) + (seed.map { " --seed \($0)" } ?? "")
            + (results.map { " --results \(ShellWord.quoted($0))" } ?? "")
    }
}

extension Shard: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
