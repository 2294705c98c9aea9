import Foundation
import Testing
import Voting

/// A real `thrice gate`; the test holds both of its pipes and is the producer and the consumer.
final class GateProcess {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var buffer: [UInt8] = []
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("thrice-gate-\(UUID().uuidString)")

    /// `thrice` must have been built beside the tests.
    init(_ arguments: [String] = [], cycle: String = "20s") throws {
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
            let data = output.fileHandleForReading.availableData
            if data.isEmpty { return nil }
            buffer += data
        }
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
