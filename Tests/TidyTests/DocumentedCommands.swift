/// The command lines that documents show: in code blocks, indented, and between backquotes.
struct DocumentedCommands {
    /// Subcommands of `thrice` with their flags; those of `thrice` itself under the empty name.
    let commands: [String: Set<String>]
    /// Of the Makefile.
    let targets: Set<String>
    /// Asked with paths relative to the root.
    var exists: @Sendable (String) -> Bool = Repository.exists

    /// Folders whose files documents may name.
    private static let folders: Set = [
        "Sources", "Tests", "docs", "include", "scripts", "variants",
    ]

    /// What is wrong with the command lines of a document, each with its place.
    func flaws(in file: Repository.File) -> [String] {
        Self.lines(of: file).flatMap { number, line in
            Self.calls(in: line).compactMap { call in
                flaw(of: call).map { "\(file.path):\(number): \($0)" }
            }
        }
    }

    /// Lines of code with their numbers; one that ends with a backslash goes on in the next.
    static func lines(of file: Repository.File) -> [(number: Int, text: String)] {
        var isCode = false
        var found: [(number: Int, text: String)] = []
        var isOpen = false
        for (index, line) in file.lines.enumerated() {
            if line.hasPrefix("```") {
                isCode.toggle()
            } else if isOpen, let last = found.popLast() {
                found.append((last.number, String(last.text.dropLast()) + line))
                isOpen = line.hasSuffix("\\")
            } else if isCode || line.hasPrefix("    ") {
                found.append((index + 1, String(line)))
                isOpen = line.hasSuffix("\\")
            } else {
                found += line.matches(of: /`([^`]+)`/).map { (index + 1, String($0.1)) }
            }
        }
        return found
    }

    /// Calls of `thrice` and of `make`, in words; a pipeline may have several.
    static func calls(in line: String) -> [[String]] {
        words(line).split(separator: "|").compactMap { words in
            let call = words.drop { $0 == "$" }
            guard let name = call.first, ["thrice", "$thrice", "make"].contains(name),
                call.dropFirst().first?.first?.isASCII == true
            else { return nil }
            return Array(call)
        }
    }

    /// Split at blanks outside of quotes; what stands behind `#`, `<` and `>` does not count.
    private static func words(_ line: String) -> [String] {
        var words = [""]
        var quote: Character?
        for character in line {
            if character == quote {
                quote = nil
            } else if quote != nil {
                words[words.count - 1].append(character)
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == " " {
                words.append("")
            } else {
                words[words.count - 1].append(character)
            }
        }
        return words.filter { !$0.isEmpty && !$0.hasPrefix("<") && !$0.hasPrefix(">") }
            .prefix { $0 != "#" }.map { $0 }
    }

    private func flaw(of call: [String]) -> String? {
        let arguments = call.dropFirst()
        if call[0] == "make" {
            let unknown = arguments.first { !$0.contains("=") && !targets.contains($0) }
            return unknown.map { "there is no 'make \($0)'" }
        }
        let name = arguments.first.map { $0.hasPrefix("-") ? "" : $0 } ?? ""
        guard let flags = commands[name] else { return "there is no 'thrice \(name)'" }
        for word in arguments {
            let flag = word.prefix { $0 != "=" }
            if flag.hasPrefix("-"), flag != "-", flag != "--help", !flags.contains(String(flag)) {
                return "'thrice \(name)' has no '\(flag)'"
            }
            if let path = missing(word) { return "there is no '\(path)'" }
        }
        return nil
    }

    /// A file of the project that is not there; of a pattern its folder. What is built does not
    /// count.
    private func missing(_ word: String) -> String? {
        let parts = word.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 1, Self.folders.contains(String(parts[0])), !parts.contains("build")
        else { return nil }
        let path = parts.prefix { !$0.contains("*") }.joined(separator: "/")
        return exists(path) ? nil : path
    }
}
