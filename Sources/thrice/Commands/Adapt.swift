import ArgumentParser
import Supervision

/// The long-lived process of a replica with `framing: process`; the supervisor starts it.
struct Adapt: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adapt",
        abstract: "Run a command once per demand, in numbered frames.", shouldDisplay: false)

    @Option(help: "Longest answer, in bytes.")
    var answerBytesMax = 64 << 10

    @Option(help: "Longest demand, in bytes.")
    var demandBytesMax = 64 << 10

    @Argument(parsing: .postTerminator, help: "The command and its arguments.")
    var command: [String]

    func run() throws {
        let adapter = ProcessAdapter(
            command: command, demandBytesMax: demandBytesMax, answerBytesMax: answerBytesMax)
        guard adapter.run() else {
            throw ThriceError(.badData, "cannot adapt '\(command[0])': the frames are broken")
        }
    }
}
