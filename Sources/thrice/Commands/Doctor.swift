import ArgumentParser

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "")

    func run() throws {
        throw ThriceError(.ourBug, "not yet written")
    }
}
