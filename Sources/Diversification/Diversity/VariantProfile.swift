import Foundation

/// What is compared of one variant, or of the original; taken once, then compared with many.
package struct VariantProfile: Sendable {
    package let name: String
    /// Nil when the texts are not known.
    let source: SourceOrder?
    let code: Result<MachineCode, ExecutableFile.Unreadable>

    /// - Parameters:
    ///   - sources: the bytes of all C files, in the same order for all variants; none when they
    ///     are not known, and then all functions of the executable count, the C library's too.
    ///   - executable: the bytes of the ELF file.
    package init(name: String, sources: [[UInt8]], executable: [UInt8]) {
        self.name = name
        let source = sources.isEmpty ? nil : SourceOrder(sources)
        self.source = source
        code = Result { () throws(ExecutableFile.Unreadable) in
            MachineCode(try ExecutableFile(executable), source: source)
        }
    }

    /// The profile of files on disk.
    /// - Throws: `missingInput` with the first file that cannot be read.
    package static func read(
        name: String, sources: [String], executable: String
    ) throws(GenerationError) -> VariantProfile {
        var files: [[UInt8]] = []
        for path in sources + [executable] {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw GenerationError(.missingInput, "cannot measure '\(path)': no such file")
            }
            files.append(Array(data))
        }
        let last = files.removeLast()
        return VariantProfile(name: name, sources: files, executable: last)
    }
}
