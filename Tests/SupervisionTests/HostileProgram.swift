import CLinux
import Foundation
import Glibc
import Supervision
import Testing

/// `Tests/Fixtures/supervision/hostile.c`, started as a replica is.
struct HostileProgram {
    private static let path =
        "\(NSTemporaryDirectory())thrice-hostile-\(UUID().uuidString)"

    /// Linked statically, once a test process.
    private static let built = Result { try build() }

    let path: String

    init() throws {
        try Self.built.get()
        path = Self.path
    }

    private static func build() throws {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments = [
            "cc", "-O1", "-static", "-pthread", "-o", path,
            root.appendingPathComponent("Tests/Fixtures/supervision/hostile.c").path,
        ]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0)
        atexit { try? FileManager.default.removeItem(atPath: HostileProgram.path) }
    }

    struct Run {
        /// What was said until nobody could say anything more.
        var lines: [String]
        var end: ExitReport
        var missing: SandboxParts
    }

    /// Runs it to its end; its standard input ends at once.
    func callAsFunction(
        _ words: [String], in sandbox: SandboxPlan?, limits: [ReplicaPlan.Limit] = [],
        groups: [Int32] = []
    ) throws -> Run {
        var ends: [Int32] = [-1, -1]
        try #require(thrice_pipe(&ends) == 0)
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { close(nothing) }
        let started = Result { () throws(Launch.Failure) in
            var launch = launch(words, in: sandbox, limits, input: nothing, output: ends[1])
            launch.sandbox?.groups = groups
            return try launch.start()
        }
        close(ends[1])
        let file = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        let process = try started.get()
        let text = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
        return Run(
            lines: text.split(separator: "\n").map(String.init), end: end(of: process),
            missing: process.missing)
    }

    /// What the words name is not added to what it may read, as what a command names would be.
    func launch(
        _ words: [String], in sandbox: SandboxPlan?, _ limits: [ReplicaPlan.Limit] = [],
        input: Int32, output: Int32
    ) -> Launch {
        let plan = ReplicaPlan(
            name: "hostile", executable: path, arguments: [path], environment: [],
            workingDirectory: "/")
        var launch = Launch(
            path: path, arguments: [path] + words, environment: [],
            standard: (input, output, STDERR_FILENO))
        launch.isLeader = true
        launch.limits = limits
        launch.sandbox = sandbox.map {
            Launch.Sandbox(
                plan: $0,
                view: SandboxView(executable: path, adapted: nil, plan: plan, sandbox: $0))
        }
        return launch
    }

    /// Waits for the process, and takes its report.
    private func end(of process: Launch.Process) -> ExitReport {
        defer { close(process.handle) }
        var status: Int32 = 0
        while waitpid(process.number, &status, 0) < 0 && errno == EINTR {}
        if let report = process.report {
            defer { close(report) }
            if let told = ExitReport(sandboxReport: report) { return told }
        }
        let signal = status & 0x7f
        return signal == 0
            ? ExitReport(wasSignal: false, status: status >> 8)
            : ExitReport(wasSignal: true, status: signal)
    }
}
