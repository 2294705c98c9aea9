import CLinux
import Foundation
import Glibc

/// The built command as a process: demands can be streamed in stages, answers read as they come,
/// its processes be signalled. Every wait has a limit and ends with the event, never with the
/// clock.
final class ThriceRun {
    enum Input {
        case pipe, file(String), none
    }

    /// Found in the environment or the arguments of all that belongs to this run.
    let mark: String
    let scratch: ScratchFolder
    let guardian: ProcessWatch
    let started = ContinuousClock.now
    var input: Int32 = -1
    var output: Int32 = -1
    var received: [UInt8] = []
    var consumed = 0
    var answers: [String] = []
    var watched: [pid_t: ProcessWatch] = [:]
    private(set) var status: Int32?

    /// Long enough that a busy machine makes no good replica late, short enough to wait for.
    static let patient = ["--deadline", "1s"]
    /// Those that vote where three programs are given by `faulty`.
    static let three = ["replica r1", "replica r2", "replica r3"]

    /// Starts `thrice run` with replicas of the fixture `faulty`, one mode with its arguments each.
    convenience init(
        faulty modes: [String], _ options: [String] = ["--agree", "2"] + patient,
        input: Input = .pipe
    ) throws {
        let mark = UUID().uuidString
        let fixture = try Fixture.path("faulty")
        let replicas = modes.flatMap { ["--replica", "'\(fixture)' \($0) mark=\(mark)"] }
        try self.init(["run"] + replicas + options, mark: mark, input: input)
    }

    /// Starts the command with these arguments; to `run` the run folder and the summary are added.
    init(_ arguments: [String], mark: String = UUID().uuidString, input: Input = .pipe) throws {
        self.mark = mark
        scratch = try ScratchFolder(mark)
        var all = [try Fixture.command()] + arguments
        if arguments.first == "run" {
            all += ["--run-folder", scratch.path("run"), "--summary", scratch.path("summary.json")]
        }
        Glibc.signal(SIGPIPE, SIG_IGN)
        var inner: [Int32] = [-1, -1]
        (inner[0], self.input) = try Self.inputEnds(input)
        (output, inner[1]) = try Self.pipe()
        defer { inner.forEach { close($0) } }
        let errors = open(scratch.path("stderr"), O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(errors) }
        let pid = try Spawn.start(
            all, standard: [inner[0], inner[1], errors], adding: "THRICE_TEST_MARK=\(mark)")
        guard let watch = ProcessWatch(pid, name: "guardian") else {
            throw KitError("cannot watch the run")
        }
        guardian = watch
        if self.input >= 0 { setNonBlocking(self.input) }
    }

    deinit {
        closeInput()
        closeOutput()
        guard status == nil else { return }
        guardian.signal(SIGKILL)
        for left in watched.values { left.signal(SIGKILL) }
        for left in Leftovers.marked(mark) { left.signal(SIGKILL) }
        var ignored: Int32 = 0
        waitpid(guardian.pid, &ignored, 0)
    }

    var stderr: String {
        (try? String(contentsOfFile: scratch.path("stderr"), encoding: .utf8)) ?? ""
    }

    func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    func closeOutput() {
        if output >= 0 { close(output) }
        output = -1
    }

    /// The exit status, 128 more than the number of the signal that ended it.
    func waitForExit(within limit: Duration) throws -> Int32 {
        if let status { return status }
        guard guardian.hasEnded(within: limit) else {
            throw KitError("the run has not ended within \(limit); stderr: \(stderr)")
        }
        var raw: Int32 = 0
        waitpid(guardian.pid, &raw, 0)
        let code = raw & 0x7f == 0 ? (raw >> 8) & 0xff : 128 + (raw & 0x7f)
        status = code
        return code
    }

    /// The child's end, our end.
    private static func inputEnds(_ input: Input) throws -> (Int32, Int32) {
        switch input {
        case .pipe: return try pipe()
        case .file(let path):
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { throw KitError("cannot open '\(path)'") }
            return (file, -1)
        case .none: return (open("/dev/null", O_RDONLY | O_CLOEXEC), -1)
        }
    }

    /// Read end, write end.
    private static func pipe() throws -> (Int32, Int32) {
        var ends: [Int32] = [-1, -1]
        guard thrice_pipe(&ends) == 0 else { throw KitError("cannot make a pipe: errno \(errno)") }
        return (ends[0], ends[1])
    }

    private func setNonBlocking(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
}
