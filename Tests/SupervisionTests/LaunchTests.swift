import CLinux
import Foundation
import Glibc
import Supervision
import Testing

/// The launcher with real programs.
@Suite(.timeLimit(.minutes(1)))
struct LaunchTests {
    @Test func `a program gets its own session, no new privileges, and three descriptors`() throws {
        let script = """
            echo fds $(ls /proc/self/fd | wc -l)
            grep NoNewPrivs /proc/self/status
            echo session $(cut -d' ' -f6 /proc/$$/stat) of $$
            echo folder $(pwd) environment $(env | grep -c TOKEN) limit $(ulimit -c)
            """
        let result = try output(of: ["/bin/sh", "-c", script]) { launch in
            launch.isLeader = true
            launch.folder = "/"
            launch.environment = ["TOKEN=1", "PATH=/usr/bin:/bin"]
            launch.limits = [.init(resource: Int32(RLIMIT_CORE.rawValue), value: 0)]
        }
        let lines = result.text.split(separator: "\n").map(String.init)
        // ls itself holds one descriptor more, the folder it lists.
        #expect(lines[0] == "fds 4")
        #expect(lines[1] == "NoNewPrivs:\t1")
        #expect(lines[2] == "session \(result.process) of \(result.process)")
        #expect(lines[3] == "folder / environment 1 limit 0")
    }

    @Test func `what the caller ignores is not ignored by the program`() throws {
        signal(SIGPIPE, SIG_IGN)
        let result = try output(of: ["/bin/sh", "-c", "grep SigIgn /proc/self/status"])
        let mask = try #require(
            UInt64(result.text.dropFirst("SigIgn:\t".count).dropLast(), radix: 16))
        // Signals 32 and 33 are glibc's own and cannot be changed through it.
        #expect(mask & ~(3 << 31) == 0)
    }

    @Test func `a program that cannot be executed fails with the stage and the reason`() {
        #expect(throws: Launch.Failure.failed(stage: execute, error: ENOENT)) {
            try output(of: ["/nonexistent/program"])
        }
        #expect(throws: Launch.Failure.failed(stage: execute, error: EACCES)) {
            try output(of: ["/etc/passwd"])
        }
        #expect(throws: Launch.Failure.failed(stage: folder, error: ENOENT)) {
            try output(of: ["/bin/true"]) { $0.folder = "/nonexistent" }
        }
    }

    @Test func `commands are found in PATH, or named by a path`() throws {
        #expect(try ExecutablePath.find("sh", searchPath: "/nonexistent:/bin") == "/bin/sh")
        #expect(try ExecutablePath.find("/bin/sh", searchPath: "") == "/bin/sh")
        #expect(throws: ExecutablePath.Failure.notInPath) {
            try ExecutablePath.find("no-such-program", searchPath: "/bin")
        }
        #expect(throws: ExecutablePath.Failure.noSuchFile) {
            try ExecutablePath.find("/nonexistent/x", searchPath: "/bin")
        }
        #expect(throws: ExecutablePath.Failure.notExecutable) {
            try ExecutablePath.find("/etc", searchPath: "/bin")
        }
    }

    private let execute = Int32(THRICE_STAGE_EXECUTE.rawValue)
    private let folder = Int32(THRICE_STAGE_FOLDER.rawValue)

    /// Standard output of a command that ran to its end.
    @discardableResult
    private func output(
        of command: [String], _ change: (inout Launch) -> Void = { _ in }
    ) throws -> (text: String, process: pid_t) {
        var ends: [Int32] = [-1, -1]
        #expect(thrice_pipe(&ends) == 0)
        defer { close(ends[0]) }
        var launch = Launch(
            path: command[0], arguments: command, environment: ["PATH=/usr/bin:/bin"],
            standard: (STDIN_FILENO, ends[1], STDERR_FILENO))
        change(&launch)
        let started = Result { () throws(Launch.Failure) in try launch.start() }
        close(ends[1])
        let process = try started.get()
        close(process.handle)
        let file = FileHandle(fileDescriptor: ends[0], closeOnDealloc: false)
        let text = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
        var status: Int32 = 0
        waitpid(process.number, &status, 0)
        return (text, process.number)
    }
}
