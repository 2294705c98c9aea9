import Ensembles
import Glibc
import Machines
import Reporting
import Specifications

/// A machine's file, read, checked and made ready.
struct MachineFile {
    let path: String
    let compiled: CompiledMachine
    let words: MachineWording

    var machine: CheckedMachine { compiled.machine }

    /// - Throws: status 66 when the file cannot be read, 65 when its content is wrong; every
    ///   diagnostic has been said before, with its source line.
    init(path: String) throws {
        self.path = path
        let limits = MachineLimits()
        let files = MachineFiles(
            read: { FileContent.read($0, bytesMax: limits.textBytesMax + 1) },
            folderPath: Self.workingDirectory)
        let sources: [SourceText]
        switch files.sources(of: path) {
        case .success(let found): sources = found
        case .failure(let failure):
            throw ThriceError(
                .missingInput, "cannot read machine '\(path)': \(failure.cause)",
                hint: Self.hint(path))
        }
        let binding = MachineBinding(sources: sources, operation: "")
        do throws(MachineErrors) {
            let checked = try MachineReader.read(
                sources[0], limits: limits, others: binding.source(named:))
            for warning in checked.warnings {
                Terminal.say(warning.text(in: checked.sources))
            }
            compiled = try CompiledMachine(checked, limits: limits)
        } catch {
            for line in error.text.split(separator: "\n", omittingEmptySubsequences: false) {
                Terminal.say(String(line), patience: 1000)
            }
            let count = error.diagnostics.count
            throw ThriceError(
                .badData,
                "cannot use machine '\(path)': \(count) error\(count == 1 ? "" : "s")")
        }
        words = MachineWording(compiled)
    }

    private static func hint(_ path: String) -> String? {
        path.hasSuffix(".mch") || path.hasSuffix(".ref") || path.hasSuffix(".imp")
            ? nil : "thrice machine FILE.mch"
    }

    private static var workingDirectory: String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }

    /// The operations that the machine offers: its own, and those that it promotes.
    var operations: [Int] {
        machine.operations.indices.filter { machine.operations[$0].isOffered }
    }
}
