import Foundation

/// Another Linux kernel, as a process (user-mode-linux), with this machine's files: for what the
/// kernel below the tests is not configured to do. It has control groups of version two, and no
/// Landlock.
enum OtherKernel {
    private static let path = "/usr/bin/linux.uml"

    static let isHere = FileManager.default.isExecutableFile(atPath: path)

    /// Runs a script in bash as its root. `$THRICE` is the built command, `/run` is empty and
    /// forgotten at the end.
    ///
    /// - Returns: all that it said, then `status` and its exit status.
    static func run(_ script: String) throws -> String {
        let folder = try ScratchFolder(UUID().uuidString)
        let path = folder.path("script")
        try "THRICE='\(try Fixture.command())'\n\(script)\n"
            .write(toFile: path, atomically: true, encoding: .utf8)
        let initialiser = Fixture.root.appendingPathComponent("Tests/Fixtures/kernel/init").path
        let kernel = Process()
        kernel.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
        kernel.arguments = [
            "--kill-after", "1", "100", Self.path, "mem=512M", "root=/dev/root",
            "rootfstype=hostfs", "rootflags=/", "rw", "init=\(initialiser)", "script=\(path)",
            "con=null", "con0=null,fd:1", "umid=thrice-\(getpid())",
            "uml_dir=\(folder.path("uml"))",
        ]
        kernel.standardInput = FileHandle.nullDevice
        let said = Pipe()
        kernel.standardOutput = said
        kernel.standardError = said
        try kernel.run()
        let messages = try said.fileHandleForReading.readToEnd() ?? Data()
        kernel.waitUntilExit()
        guard let output = try? String(contentsOfFile: path + ".out", encoding: .utf8) else {
            throw KitError(
                "the other kernel ran nothing: \(String(decoding: messages, as: UTF8.self))")
        }
        return output
    }
}
