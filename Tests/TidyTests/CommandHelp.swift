import Foundation

/// The flags of `thrice`, told by the executable itself.
enum CommandHelp {
    /// Beside the tests, where the build puts all products; nil when it was not built.
    static let executable: String? = {
        let besideTests = URL(fileURLWithPath: CommandLine.arguments[0])
            .deletingLastPathComponent().path
        return [
            "\(Repository.root)/.build/release", "\(Repository.root)/.build/debug", besideTests,
        ]
        .map { "\($0)/thrice" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    private struct Command: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable {
                let kind: String
                let name: String
            }
            let names: [Name]?
            let shouldDisplay: Bool?
        }
        let arguments: [Argument]?
        let subcommands: [Command]?

        var flags: [String] {
            let own = (arguments ?? []).filter { $0.shouldDisplay ?? true }
                .flatMap { $0.names ?? [] }.filter { $0.kind == "long" }.map { "--\($0.name)" }
            return own + (subcommands ?? []).flatMap(\.flags)
        }
    }

    private struct Dump: Decodable {
        let command: Command
    }

    /// - Returns: all long flags of all commands, each once, in order.
    static func flags(of executable: String) throws -> [String] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = ["--experimental-dump-help"]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Set(try JSONDecoder().decode(Dump.self, from: data).command.flags).sorted()
    }
}
