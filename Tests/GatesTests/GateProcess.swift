import Foundation
import Testing
import Voting

/// A real `thrice gate`; the test holds both of its pipes and is the producer and the consumer.
final class GateProcess {
    private let process = Process()
    private let input = Pipe()
    private let output: Pipe
    private var buffer: [UInt8] = []
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("thrice-gate-\(UUID().uuidString)")

    /// `thrice` must have been built beside the tests.
    ///
    /// - Parameters:
    ///   - output: what the gate writes to and the test reads from.
    ///   - records: what stands in its input when it starts; no more than a pipe takes.
    init(
        _ arguments: [String] = [], cycle: String = "20s", output: Pipe = Pipe(),
        records: [UInt8] = []
    ) throws {
        self.output = output
        try input.fileHandleForWriting.write(contentsOf: records)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: file("errors")))
        process.executableURL = URL(fileURLWithPath: Program.thrice)
        process.arguments =
            ["gate", "--cycle", cycle, "--restrictive", "APPLY", "--summary", file("summary")]
            + arguments
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle(forWritingAtPath: file("errors"))
        try process.run()
        try input.fileHandleForReading.close()
        try output.fileHandleForWriting.close()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: folder)
    }

    func file(_ name: String) -> String { folder.appendingPathComponent(name).path }

    var identifier: pid_t { process.processIdentifier }

    /// For a producer of its own; close the input afterwards.
    var writingEnd: FileHandle { input.fileHandleForWriting }

    func send(_ bytes: [UInt8]) throws { try input.fileHandleForWriting.write(contentsOf: bytes) }

    func sendLine(_ line: [UInt8]) throws { try send(line + [UInt8(ascii: "\n")]) }

    func closeInput() throws { try input.fileHandleForWriting.close() }

    func closeOutput() throws { try output.fileHandleForReading.close() }

    /// The next answer; nil at the end of the output.
    func answer() throws -> String? {
        while true {
            if let newline = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: buffer[..<newline], as: UTF8.self)
                buffer.removeFirst(newline + 1)
                return line
            }
            if !takePiece() { return nil }
        }
    }

    /// - Returns: whether there was anything; false at the end of the output.
    @discardableResult
    func takePiece() -> Bool {
        let data = output.fileHandleForReading.availableData
        buffer += data
        return !data.isEmpty
    }

    /// What was taken of a line whose end has not come.
    var unfinished: String { String(decoding: buffer, as: UTF8.self) }

    /// Waits until the gate has written something, or has ended; takes nothing.
    func awaitOutput() {
        while polled(for: Int16(POLLIN), withinMilliseconds: -1) == 0 {}
    }

    /// Waits for the end of a gate whose output nobody reads.
    func ends(withinMilliseconds limit: Int32) -> Bool {
        polled(for: 0, withinMilliseconds: limit) & Int16(POLLHUP) != 0
    }

    private func polled(for events: Int16, withinMilliseconds limit: Int32) -> Int16 {
        let end = output.fileHandleForReading.fileDescriptor
        var entry = pollfd(fd: end, events: events, revents: 0)
        return poll(&entry, 1, limit) > 0 ? entry.revents : 0
    }

    func rest() throws -> [String] {
        var lines: [String] = []
        while let line = try answer() { lines.append(line) }
        return lines
    }

    func status() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    func summary() throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: file("summary")))
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    func errors() throws -> String { try String(contentsOfFile: file("errors"), encoding: .utf8) }
}

extension Pipe {
    /// F_SETPIPE_SZ, which only C with GNU's extensions sees.
    private static let setBytes: Int32 = 1031

    /// Takes a page, and no more.
    static func narrow(isBlocking: Bool = true) throws -> Pipe {
        let pipe = Pipe()
        let end = pipe.fileHandleForWriting.fileDescriptor
        try #require(fcntl(end, setBytes, 4096) == 4096)
        if !isBlocking { try #require(fcntl(end, F_SETFL, O_NONBLOCK) == 0) }
        return pipe
    }
}

/// CLOCK_MONOTONIC, as the gate reads it.
func monotonicNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// A record that stays valid for a minute.
func freshRecord(
    _ sequence: UInt64, digest: UInt64 = 0, kind: VerdictRecord.Kind = .agreed,
    answer: String = "RELEASE"
) -> [UInt8] {
    recordLine(
        sequence, digest: digest, kind: kind, expires: monotonicNanoseconds() + 60_000_000_000,
        answer: answer)
}
