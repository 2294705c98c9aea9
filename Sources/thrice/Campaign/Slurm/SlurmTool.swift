import Foundation
import Supervision

/// A command of Slurm's, run to its end.
enum SlurmTool {
    struct Result {
        let status: Int32
        let output: String
        let errors: String

        /// What it complains about, in one line.
        var complaint: String {
            let lines = errors.split(separator: "\n").map { line in
                line.hasPrefix("sbatch: error: ") ? line.dropFirst(15) : line
            }
            return lines.isEmpty ? "exit status \(status)" : lines.joined(separator: "; ")
        }
    }

    /// Nil where there is no such command.
    static func run(_ name: String, _ arguments: [String]) throws -> Result? {
        let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        guard let path = try? ExecutablePath.find(name, searchPath: searchPath) else { return nil }
        let complaints = FileManager.default.temporaryDirectory
            .appendingPathComponent("thrice-slurm-\(UUID().uuidString)")
        // Into a file: two pipes that are read one after the other may hold each other up.
        try Data().write(to: complaints)
        defer { try? FileManager.default.removeItem(at: complaints) }
        let errors = try FileHandle(forWritingTo: complaints)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try errors.close()
        let complained = (try? Data(contentsOf: complaints)) ?? Data()
        return Result(
            status: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
            errors: String(decoding: complained, as: UTF8.self))
    }
}
