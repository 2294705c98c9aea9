import Foundation

/// The program that all variants stem from.
struct Original: Sendable {
    let name: String
    let units: [SourceUnit]
    let linkFlags: [String]

    /// Reads and expands every unit.
    /// - Throws: what is missing, or the first error of a compiler.
    init(_ request: GenerationRequest) throws(GenerationError) {
        let found = try Self.commands(request)
        var units = try ParallelWork.map(found, jobs: request.jobs) {
            [flags = request.flags] command throws(GenerationError) in
            try SourceUnit(
                path: command.file, directory: command.directory,
                flags: command.flags + flags, standard: command.standard)
        }
        if units.count == 1 { units[0].name = request.name ?? units[0].name }
        var names: Set<String> = []
        for index in units.indices {
            units[index].name = Self.unused(units[index].name, &names)
        }
        self.units = units
        name = request.name ?? (units.count == 1 ? units[0].name : "program")
        linkFlags = CommandFlags.ofLinker(request.flags)
    }

    private struct Command: Sendable {
        let file: String
        let directory: String
        let flags: [String]
        let standard: String
    }

    private static func commands(
        _ request: GenerationRequest
    ) throws(GenerationError) -> [Command] {
        let here = FileManager.default.currentDirectoryPath
        var commands = request.sources.map { source in
            Command(file: source, directory: here, flags: [], standard: "c11")
        }
        if let path = request.compileCommands {
            // Linked into one program, a file can only be there once.
            var seen: Set<String> = []
            for entry in try CompileCommands(path: path).entries
            where request.isForAnotherBuild || seen.insert(entry.path).inserted {
                commands.append(
                    Command(
                        file: entry.file, directory: entry.directory, flags: entry.flags,
                        standard: "gnu17"))
            }
        }
        return commands
    }

    private static func unused(_ plain: String, _ names: inout Set<String>) -> String {
        var name = plain
        var number = 2
        while !names.insert(name).inserted {
            name = "\(plain)-\(number)"
            number += 1
        }
        return name
    }
}
