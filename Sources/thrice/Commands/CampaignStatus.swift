import ArgumentParser

struct CampaignStatus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Tell how far a campaign's shards are.",
        discussion: "Exit status: 0: all shards are whole; 2: not all are.")

    @OptionGroup
    var place: CampaignPlace

    @Flag(help: "One JSON object on standard output.")
    var json = false

    func run() throws { try StatusWork(place).run(json: json) }
}
