import Foundation

/// One build of a program's units: compiles each, links them in the chosen order.
struct Build: Sendable {
    let original: Original
    let toolchain: Toolchain
    let choice: BuildChoice
    /// Flags for the compiler besides those of the choice.
    var further: [String] = []

    /// Builds the texts in `folder`, which has their files `<unit>.c`; the program lies there
    /// then, too, under the original's name; for another machine, its image beside it.
    /// - Returns: why it could not be built; nil when it could.
    func callAsFunction(in folder: String, cache: BuildCache?) -> String? {
        let image = "\(folder)/\(toolchain.image(of: original.name))"
        let key = cache?.key(of: recipe(in: folder), folder: folder)
        if let key, cache?.fetch(key, to: image) == true { return start(in: folder) }
        for (unit, command) in zip(original.units, compileCommands) {
            let result = ToolRun(arguments: command, directory: folder)()
            guard result.hasSucceeded else { return failure(of: result, at: unit.name) }
        }
        let result = ToolRun(arguments: linkCommand, directory: folder)()
        for unit in original.units {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(object(unit))")
        }
        guard result.hasSucceeded else { return failure(of: result, at: nil) }
        if let key { cache?.store(key, from: image) }
        return start(in: folder)
    }

    /// Writes the script that starts what this machine cannot run by itself.
    private func start(in folder: String) -> String? {
        guard let command = starterCommand else { return nil }
        let result = ToolRun(arguments: command, directory: folder)()
        return result.hasSucceeded ? nil : failure(of: result, at: nil)
    }

    /// All that is run in the folder of the variant, in this order.
    var commands: [[String]] {
        compileCommands + [linkCommand] + [starterCommand].compactMap { $0 }
    }

    private var starterCommand: [String]? {
        toolchain.machine?.starterCommand(for: original.name)
    }

    /// As they are run in the folder of the variant.
    var compileCommands: [[String]] {
        original.units.map { unit in
            toolchain.compile(
                "\(unit.name).c", to: object(unit), flags: compilerFlags(for: unit))
        }
    }

    var linkCommand: [String] {
        let order = choice.linkOrder.isEmpty ? Array(original.units.indices) : choice.linkOrder
        let libraries = choice.linkFlags + original.linkFlags
        return toolchain.link(
            order.map { object(original.units[$0]) }, to: original.name, flags: libraries)
    }

    private func compilerFlags(for unit: SourceUnit) -> [String] {
        let frontEnd = toolchain.compiler.frontEnd
        let exact = frontEnd.takesGCCOptions ? ["-ffp-contract=off"] : []
        return frontEnd.dialect(unit.standard) + exact + choice.level + choice.hardening + further
            + unit.flags
    }

    private func object(_ unit: SourceUnit) -> String { "\(unit.name).o" }

    private func failure(of result: ToolRun.Result, at unit: String?) -> String {
        let lines = result.errorText.split(whereSeparator: \.isNewline)
        let line = lines.first { $0.contains("error") || $0.contains("undefined") } ?? lines.first
        let place = unit.map { "\($0).c: " } ?? ""
        return "does not build: \(place)\(result.ending): \(line ?? "")"
    }

    /// All that the executable depends on.
    private func recipe(in folder: String) -> [UInt8] {
        let commands = (compileCommands + [linkCommand]).map { $0.joined(separator: " ") }
        var recipe = Array(
            ([toolchain.compiler.version] + commands).joined(separator: "\n").utf8)
        for unit in original.units {
            let text = FileManager.default.contents(atPath: "\(folder)/\(unit.name).c")
            recipe += [0] + Array(text ?? Data())
        }
        return recipe
    }
}
