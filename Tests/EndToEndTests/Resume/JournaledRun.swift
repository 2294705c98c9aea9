import Foundation
import Testing

/// A run with a journal and an output file, whose processes are killed, and which then goes on.
final class JournaledRun {
    let scratch: ScratchFolder
    private let first: [String]
    private let mark: String
    private(set) var guardian: ProcessWatch?
    private(set) var status: Int32?
    /// How often it was begun.
    private(set) var starts = 0

    /// - Parameters:
    ///   - replicas: modes of the fixture `faulty`.
    convenience init(
        demands: [String], replicas: [String] = ["good", "good", "good"], _ options: [String]
    ) throws {
        let mark = UUID().uuidString
        let fixture = try Fixture.path("faulty")
        try self.init(
            demands: demands, mark: mark,
            words:
                replicas.flatMap { ["--replica", "'\(fixture)' \($0) mark=\(mark)"] }
                + ["--agree", "2"] + options)
    }

    /// - Parameter words: the ensemble, and options.
    init(demands: [String], mark: String = UUID().uuidString, words: [String]) throws {
        let scratch = try ScratchFolder(mark)
        (self.mark, self.scratch) = (mark, scratch)
        let text = demands.joined(separator: "\n") + "\n"
        try text.write(toFile: scratch.path("demands"), atomically: false, encoding: .utf8)
        first =
            ["run"] + words + ["--demands", scratch.path("demands"), "--quiet"]
            + ["--run-folder", scratch.path("run"), "--output", scratch.path("output")]
    }

    deinit {
        for left in Leftovers.marked(mark) { left.signal(SIGKILL) }
    }

    var folder: String { scratch.path("run") }

    var output: String {
        (try? String(contentsOfFile: scratch.path("output"), encoding: .utf8)) ?? ""
    }

    var errors: String {
        (try? String(contentsOfFile: scratch.path("stderr"), encoding: .utf8)) ?? ""
    }

    /// Where the output is not these lines, and what its story says of the demands around; nil when
    /// it is.
    func difference(from right: [String]) -> String? {
        if output == right.map({ $0 + "\n" }).joined() { return nil }
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
        let wrong = right.indices.filter { $0 >= lines.count || lines[$0] != right[$0] }
        let events = (try? String(contentsOfFile: folder + "/events.jsonl", encoding: .utf8)) ?? ""
        let story = events.split(separator: "\n").filter { line in
            !line.contains("\"verdict\"")
                || wrong.prefix(2).contains { line.contains("\"demand\":\($0 + 1),") }
        }
        return "\(lines.count - 1) lines of \(right.count), \(wrong.count) wrong, the first is "
            + "\(wrong.first.map { "\($0 + 1): '\(lines[min($0, lines.count - 1)])'" } ?? "-")\n"
            + story.map { $0.prefix(300) }.joined(separator: "\n")
    }

    /// Begins the run, or goes on with it when it has a record of how it began.
    func start() throws {
        let hasBegun = FileManager.default.fileExists(atPath: folder + "/run.json")
        let words = hasBegun ? ["run", "--resume", folder, "--quiet"] : first
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        let errors = open(
            scratch.path("stderr"), O_WRONLY | O_CREAT | O_CLOEXEC | O_APPEND, 0o600)
        defer { for file in [nothing, errors] { close(file) } }
        let pid = try Spawn.start(
            [Fixture.command()] + words, standard: [nothing, nothing, errors],
            adding: "THRICE_TEST_MARK=\(mark)")
        guard let watch = ProcessWatch(pid, name: "guardian") else {
            throw KitError("cannot watch the run")
        }
        guardian = watch
        status = nil
        starts += 1
    }

    /// Whether it ends within the limit; then its status is known.
    func hasEnded(within limit: Duration) -> Bool {
        guard status == nil, let guardian else { return true }
        guard guardian.hasEnded(within: limit) else { return false }
        var raw: Int32 = 0
        waitpid(guardian.pid, &raw, 0)
        status = raw & 0x7f == 0 ? (raw >> 8) & 0xff : 128 + (raw & 0x7f)
        return true
    }

    /// Waits until the output has so many bytes, or the run has ended.
    func wait(forBytes count: Int, within limit: Duration = .seconds(20)) throws {
        let end = ContinuousClock.now + limit
        var found = stat()
        while stat(scratch.path("output"), &found) != 0 || Int(found.st_size) < count {
            if hasEnded(within: .milliseconds(1)) { return }
            if ContinuousClock.now > end {
                throw KitError("\(found.st_size) bytes of \(count) within \(limit): \(errors)")
            }
        }
    }

    /// The processes that the run folder names now: `voter`, `replica r1`, …
    func pids() -> [String: pid_t] {
        let text = (try? String(contentsOfFile: folder + "/pids", encoding: .utf8)) ?? ""
        var found: [String: pid_t] = [:]
        for line in text.split(separator: "\n") {
            guard let space = line.lastIndex(of: " "), let pid = pid_t(line[space...].dropFirst())
            else { continue }
            found[String(line[..<space])] = pid
        }
        return found
    }

    /// Kills one of `guardian`, `voter`, `journaler`, or all of these at once. The others end with
    /// the guardian: a supervisor or a replica that is killed before the voter may cost an answer.
    func kill(_ victim: String) {
        guard let guardian, status == nil else { return }
        if victim == "guardian" { return guardian.signal(SIGKILL) }
        let found = pids()
        // Of an earlier start: those numbers may be somebody else's by now.
        guard found["guardian"] == guardian.pid else { return guardian.signal(SIGKILL) }
        if victim == "all" { guardian.signal(SIGKILL) }
        for name in victim == "all" ? ["voter", "journaler"] : [victim] {
            if let pid = found[name] { Glibc.kill(pid, SIGKILL) }
        }
    }

    func expectNothingLeft(sourceLocation: SourceLocation = #_sourceLocation) {
        let left = Leftovers.marked(mark).filter { !$0.hasEnded(within: .seconds(5)) }
        #expect(left.map(\.name).isEmpty, "left behind", sourceLocation: sourceLocation)
    }
}
