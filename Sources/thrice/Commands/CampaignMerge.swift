import ArgumentParser

struct CampaignMerge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Make one file of results out of a campaign's shards.")

    @OptionGroup
    var place: CampaignPlace

    @Flag(help: "Take what there is, where shards are missing.")
    var partial = false

    @Flag(help: "The figures as one JSON object on standard output.")
    var json = false

    func run() throws { try MergeWork(place).run(isPartial: partial, json: json) }
}
