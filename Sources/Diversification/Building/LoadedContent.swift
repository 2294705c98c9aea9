/// All of an executable that is there while it runs: code, constants, variables.
///
/// Machine code alone does not tell a program: another number in a table, or another
/// floating-point constant, leaves `.text` as it is.
enum LoadedContent {
    /// Notes, as the build's own digest, do not count; nil when the file is no ELF64.
    static func of(_ file: [UInt8]) -> [UInt8]? {
        guard let executable = try? ExecutableFile(file) else { return nil }
        var content: [UInt8] = []
        let note = 7
        for section in executable.sections where section.isLoaded && section.type != note {
            content += Array("\(section.name) \(section.address) \(section.size)\n".utf8)
            content += file[section.range]
        }
        return content.isEmpty ? nil : content
    }
}
