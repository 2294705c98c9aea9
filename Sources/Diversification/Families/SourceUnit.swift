import Foundation

/// One C file of a program, with the way it is compiled.
struct SourceUnit: Sendable {
    /// As the caller gave it, for messages.
    let path: String
    /// Absolute.
    let file: String
    /// Where its compiler command runs, absolute.
    let directory: String
    /// What its file is called in a variant's folder, without `.c`; no two units share it.
    var name: String
    /// Of the dialect `-std=` names.
    let standard: String
    /// The command's other flags, those of linking apart.
    let flags: [String]
    /// Its own macros and headers expanded.
    let text: SourceText
    /// The program's files that the text stems from, absolute.
    let inputs: [String]

    /// - Parameter standard: what counts when no flag names another.
    init(
        path: String, directory: String, flags: [String], standard: String
    ) throws(GenerationError) {
        self.path = path
        self.directory = directory
        name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        file = URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: directory)).path
        guard FileManager.default.fileExists(atPath: file) else {
            throw GenerationError(.missingInput, "cannot read source '\(path)': no such file")
        }
        let named = flags.last { $0.hasPrefix("-std=") }
        self.standard = named.map { String($0.dropFirst("-std=".count)) } ?? standard
        self.flags = CommandFlags.ofCompiler(flags)
        let expansion = try MacroExpansion(
            path: path, directory: directory, flags: flags + ["-std=\(self.standard)"])()
        text = expansion.text
        inputs = expansion.files
    }

    /// What a reader of the text needs to know.
    var readerFlags: [String] { ["-std=\(standard)"] + flags }
}
