import ArgumentParser
import Foundation
import Gates
import Voting

struct Gate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate",
        abstract:
            "Turn verdict records into plain answers, and every fault into the restrictive one.",
        discussion: """
            Reads what 'thrice run --verdicts records' writes and gives one answer a line. A gap, a
            repeat, a wrong digest or check code, an expired record, a cycle without a record, or
            an end without an end record latches the restrictive answer. The last line is the
            restrictive answer, but for a signal that comes while nobody reads.

            Example:
              thrice run variants/brakes --verdicts records --demands - \\
                | thrice gate --cycle 200ms --restrictive APPLY

            Exit status: 0 when every verdict was agreed and passed on and the stream ended in
            order, otherwise 1.
            """)

    @Option(help: "The consumer's cycle: the longest time between two records, such as 200ms.")
    var cycle: String

    @Option(help: "The restrictive answer.")
    var restrictive: String

    @Option(help: "Good records in a row after which the gate opens again, or 'never'.")
    var release = "never"

    @Option(help: "The consumer's own demands, one a line: records must be for these.")
    var demands: String?

    @Option(help: "Write why each answer was given to this file, one line an answer.")
    var trace: String?

    @Option(help: "Write the counts to this file, as JSON.")
    var summary: String?

    @Option(help: "The most bytes an answer may have.")
    var answerBytesMax = 65_536

    @Flag(help: .hidden)
    var json = false

    func run() throws {
        let settings = try settings()
        let digests = try demands.map(Gate.digests(ofFile:))
        let loop = GateLoop(
            settings: settings, digests: digests, trace: try trace.map(Gate.create),
            summary: try summary.map(Gate.create))
        let status = try loop.run()
        if status != .allAgreed { throw ExitCode(status.rawValue) }
    }

    private func settings() throws -> GateSettings {
        if json {
            throw ThriceError(
                .usage, "cannot use '--json': standard output is a stream of answers",
                hint: "thrice gate --summary FILE …")
        }
        guard let nanoseconds = DurationText.parseNanoseconds(cycle), nanoseconds > 0 else {
            throw ThriceError(
                .usage,
                "cannot read duration '\(cycle)' of '--cycle': not a number with a unit "
                    + "above zero", hint: "thrice gate --cycle 200ms …")
        }
        guard !restrictive.utf8.contains(UInt8(ascii: "\n")) else {
            throw ThriceError(
                .usage, "cannot use the answer of '--restrictive': it has more than one line")
        }
        guard release == "never" || UInt64(release).map({ $0 >= 1 }) == true else {
            throw ThriceError(
                .usage,
                "cannot read '\(release)' of '--release': neither 'never' nor a number "
                    + "above zero", hint: "thrice gate --release 10 …")
        }
        guard (1...(1 << 24)).contains(answerBytesMax) else {
            throw ThriceError(
                .usage,
                "cannot use '\(answerBytesMax)' of '--answer-bytes-max': not in 1 … 16777216")
        }
        return GateSettings(
            cycle: nanoseconds, restrictive: Array(restrictive.utf8),
            releaseAfter: UInt64(release), answerBytesMax: answerBytesMax)
    }

    /// The digest of each line; an unterminated last line counts.
    private static func digests(ofFile path: String) throws -> [UInt64] {
        let content: Data
        do {
            content = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw ThriceError(
                .missingInput, "cannot read demands '\(path)': \(error.localizedDescription)")
        }
        var lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { line in line.withUnsafeBytes(VerdictDigest.of) }
    }

    private static func create(_ path: String) throws -> FileHandle {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw ThriceError(
                .cannotCreate, "cannot create file '\(path)': \(String(cString: strerror(errno)))")
        }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
