import Foundation

/// Bash with the built command as `$THRICE` and a run folder that does not exist yet as `$FOLDER`.
enum Shell {
    /// Runs a script to its end; a pipeline has the status of what failed in it.
    static func run(
        _ script: String
    ) throws -> (status: Int32, output: String, errors: String) {
        let folder = try ScratchFolder(UUID().uuidString)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", "set -o pipefail; " + script, "bash"]
        process.environment = [
            "THRICE": try Fixture.command(), "FOLDER": folder.path("run"),
            "PATH": "/usr/local/bin:/usr/bin:/bin",
        ]
        let (output, errors) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        let complained = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (
            process.terminationStatus, String(decoding: said, as: UTF8.self),
            String(decoding: complained, as: UTF8.self)
        )
    }
}
