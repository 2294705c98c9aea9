import ArgumentParser
import Foundation

@main
struct Thrice: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thrice",
        abstract: "Run diverse variants of a computation, vote, and fail safe.",
        discussion: """
            Examples:
              thrice generate variants/launch
              thrice run variants/launch --demands variants/launch/demands/demands.txt
              thrice run --replica ./a --replica ./b --replica 'python3 c.py' --agree 2 <demands

            Exit status:
            \(statusTable)
            """,
        subcommands: [
            Generate.self, Check.self, Run.self, Vote.self, Thresholds.self, Gate.self, Events.self,
            Swap.self, Replay.self, CampaignCommand.self, Report.self, MachineCommand.self,
            Doctor.self,
            Supervise.self, Adapt.self,
        ])

    private static var statusTable: String {
        ExitStatus.allCases.map { status in
            let number = String(status.rawValue)
            return String(repeating: " ", count: 5 - number.count) + number + "  " + status.meaning
        }.joined(separator: "\n")
    }

    /// ArgumentParser exits with 1 for every error thrown, which would read as a lost vote; so the
    /// status of a `ThriceError` is taken from the error itself.
    static func main() {
        StandardDescriptors.reserve()
        do {
            var command = try parsed(Array(CommandLine.arguments.dropFirst()))
            try command.run()
        } catch let error as ThriceError {
            Terminal.say("thrice: \(error)", patience: 1000)
            Foundation.exit(error.status.rawValue)
        } catch let error as Silent {
            Foundation.exit(error.status.rawValue)
        } catch {
            exit(withError: error)
        }
    }

    /// The tree of all commands takes ArgumentParser milliseconds, and each run starts such
    /// processes; so would the commands' names if they were made from their types'.
    private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        switch arguments.first {
        case "supervise": try Supervise.parse(Array(arguments.dropFirst()))
        case "adapt": try Adapt.parse(Array(arguments.dropFirst()))
        default: try parseAsRoot(arguments)
        }
    }
}
