import ArgumentParser

struct Gate: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "")

    func run() throws {
        throw ThriceError(.ourBug, "not yet written")
    }
}
