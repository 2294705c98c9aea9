import Foundation

/// A compilation database: the commands by which a build system compiles a program's units.
///
/// "JSON Compilation Database Format Specification", clang documentation: an array of objects with
/// `directory`, `file`, and `arguments` or `command`. Entries that are no C files are left out, and
/// so is what is compiled again with the same definitions.
struct CompileCommands {
    struct Entry {
        let directory: String
        let file: String
        let flags: [String]

        /// Macros defined and undefined, sorted: with others the file is another unit.
        var definitions: [String] {
            CommandFlags.definitions(flags)
        }

        var path: String {
            URL(
                fileURLWithPath: file,
                relativeTo: URL(fileURLWithPath: directory, isDirectory: true)
            ).standardizedFileURL.path
        }
    }

    let entries: [Entry]

    private struct Record: Decodable {
        let directory: String
        let file: String
        let arguments: [String]?
        let command: String?
    }

    init(path: String) throws(GenerationError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw GenerationError(
                .missingInput, "cannot read compile commands '\(path)': no such file",
                hint: "bear -- make")
        }
        let records: [Record]
        do { records = try JSONDecoder().decode([Record].self, from: data) } catch {
            throw GenerationError(
                .badData, "cannot read compile commands '\(path)': \(error.localizedDescription)")
        }
        var seen: Set<String> = []
        entries = records.compactMap { record in
            let words = record.arguments ?? Self.words(record.command ?? "")
            let entry = Entry(
                directory: record.directory, file: record.file,
                flags: words.dropFirst().filter { $0 != record.file })
            let key = ([entry.path] + entry.definitions).joined(separator: "\0")
            guard record.file.hasSuffix(".c"), seen.insert(key).inserted else { return nil }
            return entry
        }
        guard !entries.isEmpty else {
            throw GenerationError(
                .badData, "cannot read compile commands '\(path)': no C file in it")
        }
    }

    /// Split as a shell does, with quotes and backslashes, without any other expansion.
    static func words(_ command: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in command {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil } else { word?.append(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}
