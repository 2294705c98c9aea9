/// The machine code of an ELF64 executable: its section `.text`.
package enum CodeSection {
    /// The section's bytes; nil when the file is no ELF64 or has no such section.
    package static func text(of file: [UInt8]) -> [UInt8]? {
        guard let executable = try? ExecutableFile(file), let text = executable.section(".text")
        else { return nil }
        return Array(file[text.range])
    }
}
