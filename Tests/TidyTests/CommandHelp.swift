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
        let commandName: String
        let arguments: [Argument]?
        let subcommands: [Command]?

        /// Those of its subcommands included.
        var flags: Set<String> {
            let shown = (arguments ?? []).filter { $0.shouldDisplay ?? true }
            let own = Set(
                shown.flatMap { $0.names ?? [] }.map { name in
                    (name.kind == "short" ? "-" : "--") + name.name
                })
            return (subcommands ?? []).reduce(own) { $0.union($1.flags) }
        }
    }

    private struct Dump: Decodable {
        let command: Command
    }

    /// - Returns: by subcommand its flags, and those of its own subcommands; those of `thrice`
    ///   itself under the empty name.
    static func commands(of executable: String) throws -> [String: Set<String>] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = ["--experimental-dump-help"]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let whole = try JSONDecoder().decode(Dump.self, from: data).command
        let own = Command(
            commandName: whole.commandName, arguments: whole.arguments, subcommands: nil)
        return (whole.subcommands ?? []).reduce(into: ["": own.flags]) { commands, command in
            commands[command.commandName] = command.flags
        }
    }

    /// - Returns: all long flags of all commands, each once, in order.
    static func flags(of executable: String) throws -> [String] {
        let all = try commands(of: executable).values.reduce(into: Set()) { $0.formUnion($1) }
        return all.filter { $0.hasPrefix("--") }.sorted()
    }
}
