import Foundation

/// A unit's text with its own macros expanded and its own headers pasted in, so that every node of
/// the syntax tree has text of its own; includes of system headers stay, and so do their macros.
///
/// Clang expands. That the result means the same is seen each time: preprocessed again, without
/// anything kept, original and result are the same tokens (`__FILE__` and `__LINE__` apart, which
/// the expansion fixes at their first meaning).
package struct MacroExpansion {
    package let path: String
    package let directory: String
    /// Those of the unit's compiler command that matter to a preprocessor.
    private let flags: [String]
    private let clang: String

    static let clangPaths = ["/usr/lib/llvm-19/bin/clang", "/usr/bin/clang-19"]

    /// - Parameter directory: where the compiler command runs; `path` may be relative to it.
    package init(path: String, directory: String, flags: [String]) throws(GenerationError) {
        self.path = path
        self.directory = directory
        self.flags = CommandFlags.ofPreprocessor(flags)
        let found = Self.clangPaths.first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let found else {
            throw GenerationError(
                .toolMissing, "cannot expand the macros of '\(path)': no clang 19 found",
                hint: "sudo apt-get install clang-19")
        }
        clang = found
    }

    /// - Returns: the text, and the program's own files that it stems from, absolute.
    /// - Throws: `badData` with the compiler's first error, or where the result would differ.
    package func callAsFunction() throws(GenerationError) -> (text: SourceText, files: [String]) {
        let (text, files, _) = try expanded(withOrigins: false)
        return (text, files)
    }

    /// Where the lines of the text stem from; nil when they cannot be told.
    package func origins() throws(GenerationError) -> LineOrigins? {
        try expanded(withOrigins: true).origins
    }

    private func expanded(
        withOrigins: Bool
    ) throws(GenerationError) -> (text: SourceText, files: [String], origins: LineOrigins?) {
        let output = try preprocessed(path, ["-dD", "-dI"])
        let log = MacroLog(Substring(decoding: output, as: UTF8.self))
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("thrice-expansion-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let conditions = conditions(in: log.ownFiles)
        var difference: String?
        for reach in SystemMacroShield.Reach.allCases {
            let shield = SystemMacroShield(log, conditions: conditions, reach: reach)
            let place = "\(folder)/\(reach)"
            for (name, text) in shield.files { try write(text, to: "\(place)/\(name)") }
            let expanded = try expansion(log, shield, at: place, also: [])
            let found: String?
            do {
                found = try self.difference(log, shield, at: place)
            } catch {
                // A comma that a macro put among a system macro's arguments parts them now.
                found = error.message
            }
            if found == nil {
                let origins =
                    withOrigins ? try origins(of: expanded, log, shield, at: place) : nil
                return (expanded, log.ownFiles.map(absolute).sorted(), origins)
            }
            difference = difference ?? found
        }
        throw GenerationError(
            .badData,
            "cannot expand the macros of '\(path)': the text would change its meaning "
                + "near '\(difference ?? "")'")
    }

    private func origins(
        of text: SourceText, _ log: MacroLog, _ shield: SystemMacroShield, at place: String
    ) throws(GenerationError) -> LineOrigins? {
        let marked = try expansion(log, shield, at: place, also: [], hasMarkers: true)
        var files: [String: String] = [:]
        for file in log.ownFiles {
            guard let data = FileManager.default.contents(atPath: absolute(file)) else { continue }
            files[String(file)] = String(decoding: data, as: UTF8.self)
        }
        return LineOrigins(
            text: text.text(0..<text.bytes.count), marked: marked.text(0..<marked.bytes.count),
            files: files)
    }

    private func expansion(
        _ log: MacroLog, _ shield: SystemMacroShield, at place: String, also further: [String],
        hasMarkers: Bool = false
    ) throws(GenerationError) -> SourceText {
        let kept =
            (hasMarkers ? [] : ["-P"])
            + ["-C", "-dD", "-fkeep-system-includes", "-isystem", place]
        let output = try preprocessed(path, kept + further)
        let text = String(decoding: output, as: UTF8.self)
            .replacingOccurrences(of: Self.mark, with: "")
        let lines = Self.undefined(text, log, blank: hasMarkers)
        return SourceText(shield.withoutOwnNames(lines))
    }

    /// The text without definitions, but those that steer a header below them, where they stand:
    /// above another header they could change what that one declares.
    /// - Parameter blank: whether lines that go leave empty ones.
    private static func undefined(_ text: String, _ log: MacroLog, blank: Bool) -> String {
        let features = Set(log.featureDefinitions)
        var lines: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if features.contains(line) {
                let name = line.dropFirst("#define ".count).prefix { $0 != " " }
                lines += ["#ifndef \(name)", line, "#endif"]
            } else if !log.definitions.contains(line) {
                lines.append(line)
            } else if blank {
                lines.append("")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Preprocesses original and result with nothing kept and compares the tokens.
    /// - Returns: some text around the first difference.
    private func difference(
        _ log: MacroLog, _ shield: SystemMacroShield, at place: String
    ) throws(GenerationError) -> String? {
        let neutral = ["-D__LINE__=0", "-D__FILE__=\"\"", "-D__BASE_FILE__=\"\""]
        let expanded = try expansion(log, shield, at: place, also: neutral)
        let file = "\(place)-expanded.c"
        try write(expanded.text(0..<expanded.bytes.count), to: file)
        let before = try preprocessed(path, ["-P"] + neutral)
        let after = try preprocessed(file, ["-P"] + neutral)
        return TokenText(before).difference(from: TokenText(after))
    }

    private static let mark = " /* clang -E -fkeep-system-includes */"

    private func preprocessed(
        _ file: String, _ further: [String]
    ) throws(GenerationError) -> [UInt8] {
        let arguments = [clang, "-E", "-w", "-x", "c"] + further + flags + [file]
        let result = ToolRun(
            arguments: arguments, directory: directory, environment: ["SOURCE_DATE_EPOCH": "0"],
            outputBytesMax: 256 << 20)()
        guard result.hasSucceeded else {
            let lines = result.errorText.split(whereSeparator: \.isNewline)
            let line = lines.first { $0.contains("error:") } ?? lines.first ?? "\(result.ending)"
            throw GenerationError(.badData, "cannot compile '\(path)': \(line)")
        }
        return result.output
    }

    /// Identifiers in the `#if` and `#elif` lines of the files, `defined NAME` apart.
    private func conditions(in files: Set<Substring>) -> Set<Substring> {
        var found: Set<Substring> = []
        for file in files {
            guard let data = FileManager.default.contents(atPath: absolute(file)) else { continue }
            let text = String(decoding: data, as: UTF8.self)
                .replacingOccurrences(of: "\\\n", with: " ")
            for line in text.split(whereSeparator: \.isNewline) {
                let words = line.identifiers
                guard line.drop(while: \.isWhitespace).first == "#",
                    let directive = words.first, directive == "if" || directive == "elif"
                else { continue }
                for (word, previous) in zip(words.dropFirst(), words) where previous != "defined" {
                    found.insert(word)
                }
            }
        }
        return found
    }

    private func absolute(_ file: Substring) -> String {
        file.hasPrefix("/") ? String(file) : "\(directory)/\(file)"
    }

    private func write(_ text: String, to path: String) throws(GenerationError) {
        let url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        } catch {
            throw GenerationError(.cannotCreate, "cannot write '\(path)': \(error)")
        }
    }
}
