import CLinux
import Foundation
import Gates
import Glibc
import Voting

/// The signal that asked the gate to stop; 0: none. Set by the handler, read by the loop.
private nonisolated(unsafe) var stopSignal: Int32 = 0
/// Where the handler writes a byte; set before the handler is.
private nonisolated(unsafe) var stopWriter: Int32 = -1

/// Standard input to standard output through a gate, on CLOCK_MONOTONIC.
///
/// A line is judged only when standard output can take its answer at once (of a longer answer than
/// `outputBytesMax` the beginning), so that an answer does not grow old between judgement and
/// writing.
final class GateLoop {
    /// What a pipe that polls as writable takes without blocking: PIPE_BUF.
    private static let outputBytesMax = 4096

    /// What its report and its end may take: a disk may be slow, and nobody waits for an answer.
    private static let reportNanoseconds: UInt64 = 5_000_000_000

    private let settings: GateSettings
    private let digests: [UInt64]?
    private let trace: FileHandle?
    private let summary: FileHandle?
    private var gate: Gates.Gate
    private var lines: LineAssembler
    private var output = GateOutput()
    private var stopReader: Int32 = -1
    private var traceText = ""

    init(settings: GateSettings, digests: [UInt64]?, trace: FileHandle?, summary: FileHandle?) {
        self.settings = settings
        self.digests = digests
        self.trace = trace
        self.summary = summary
        gate = Gates.Gate(settings: settings, now: GateLoop.now())
        lines = LineAssembler(
            lineBytesMax: VerdictRecord.overheadBytesMax + settings.answerBytesMax)
    }

    func run() throws -> ExitStatus {
        try catchSignals()
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
        defer { chunk.deallocate() }
        while !gate.hasEnded && stopSignal == 0 {
            if try awaitInput() { try readOnce(into: chunk) }
            if !gate.hasEnded, stopSignal == 0, let answer = gate.tick(now: GateLoop.now()) {
                try give(answer, line: nil)
            }
            try flush()
        }
        try finish()
        thrice_show_life(Self.reportNanoseconds)
        try report()
        if output.isTorn { throw GateLoop.outputError("a signal came within a line") }
        switch stopSignal {
        case 0: return gate.isFlawless ? .allAgreed : .restrictive
        case SIGINT: return .interrupted
        default: return .terminated
        }
    }

    /// The last line is the restrictive answer; behind the beginning of a line it would be read as
    /// that line's end.
    private func finish() throws {
        let last = stopSignal != 0 ? gate.end() : nil
        if output.isTorn { return }
        if let last { try give(last, line: nil) }
        try flush()
    }

    private func readOnce(into chunk: UnsafeMutableRawBufferPointer) throws {
        let count = read(STDIN_FILENO, chunk.baseAddress!, chunk.count)
        if count < 0 {
            if errno == EINTR || errno == EAGAIN { return }
            let cause = String(cString: strerror(errno))
            try give(gate.end(), line: nil)
            try flush()
            throw ThriceError(.inputOutput, "cannot read verdict records: \(cause)")
        }
        if count == 0 { return try give(gate.end(), line: nil) }
        try lines.take(UnsafeRawBufferPointer(rebasing: chunk[..<count])) { line in
            if output.bytes.count + settings.restrictive.count + line.count >= Self.outputBytesMax {
                try flush()
            }
            if output.bytes.isEmpty { _ = try awaitRoom() }
            if stopSignal != 0 { return false }
            let demand = expectedDemand
            let answer = gate.receive(line, now: GateLoop.now(), demand: demand)
            try give(answer, line: line)
            if answer.passed != nil {
                guard let again = gate.confirmed(line, demand: demand),
                    output.ends(with: UnsafeRawBufferPointer(rebasing: line[again]))
                else { throw GateLoop.ownFault }
            }
            return !gate.hasEnded
        }
    }

    private var expectedDemand: ExpectedDemand {
        guard let digests else { return .unknown }
        let index = gate.nextSequence - 1
        return index < UInt64(digests.count) ? .digest(digests[Int(index)]) : .end
    }

    /// Puts the answer into the output; `flush` sends it.
    private func give(_ answer: GateAnswer, line: UnsafeRawBufferPointer?) throws {
        let start = output.bytes.count
        if let passed = answer.passed, let line {
            output.append(line[passed])
        } else {
            output.append(settings.restrictive)
        }
        if trace != nil {
            let text = String(decoding: output.bytes[start...].dropLast(), as: UTF8.self)
            traceText += "\(GateLoop.now()) \(answer.cause.rawValue) \(gate.nextSequence) \(text)\n"
        }
    }

    /// Sends what is in the output, each piece when there is room for it: a `write` that blocked
    /// would not show that the gate lives, and would not end on a signal.
    ///
    /// A gate that is to stop sends what there is room for at once, and drops the rest.
    private func flush() throws {
        guard output.isWhole(after: gate.answers) else { throw GateLoop.ownFault }
        var sent = 0
        var lines: UInt64 = 0
        while sent < output.bytes.count, try awaitRoom() {
            // What is left of a line that has ended already would be one answer more.
            guard output.isWhole(after: gate.answers, from: sent, lines: lines) else {
                throw GateLoop.ownFault
            }
            let piece = output.piece(from: sent, bytesMax: Self.outputBytesMax)
            guard piece.startIndex == sent else { throw GateLoop.ownFault }
            let count = try write(piece)
            sent += count
            lines += GateOutput.lines(in: piece.prefix(count))
        }
        output.clear(after: gate.answers, sentBytes: sent)
        if !traceText.isEmpty {
            try write(traceText, to: trace, "trace")
            traceText = ""
        }
    }

    /// - Returns: how many bytes went out; 0 if somebody else took the room.
    private func write(_ piece: ArraySlice<UInt8>) throws -> Int {
        let count = piece.withUnsafeBytes {
            Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
        }
        if count >= 0 { return count }
        if errno == EAGAIN || errno == EINTR { return 0 }
        throw GateLoop.outputError(String(cString: strerror(errno)))
    }

    private static var ownFault: ThriceError {
        ThriceError(
            .ourBug, "the gate has other answers to give than it has decided on",
            hint: "a fault in its process; the consumer must be safe without it")
    }

    /// For records, until the gate's deadline at most; a signal ends it.
    ///
    /// - Returns: whether there is something to read.
    private func awaitInput() throws -> Bool {
        var polls = [
            pollfd(fd: STDOUT_FILENO, events: 0, revents: 0),
            pollfd(fd: stopReader, events: Int16(POLLIN), revents: 0),
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        ]
        try wait(&polls, GateLoop.milliseconds(gate.deadline, GateLoop.now()))
        return polls[2].revents != 0
    }

    /// For a consumer that reads, however long, or for a signal that asks to stop.
    ///
    /// - Returns: whether there is room; a gate that is to stop does not wait for it. A signal
    ///   that comes before the wait ends it by the handler's byte, and the next turn sees it.
    private func awaitRoom() throws -> Bool {
        while true {
            let isStopping = stopSignal != 0
            var polls = [
                pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: stopReader, events: Int16(POLLIN), revents: 0),
            ]
            try wait(&polls, isStopping ? 0 : GateLoop.milliseconds(lifeNanoseconds, 0))
            if polls[0].revents != 0 { return true }
            if isStopping { return false }
        }
    }

    /// Once, and no longer than until it must show that it comes around: a bit that flips in what
    /// is waited for is one turn's mistake.
    private func wait(_ polls: inout [pollfd], _ milliseconds: Int32) throws {
        thrice_show_life(lifeNanoseconds)
        if poll(&polls, nfds_t(polls.count), milliseconds) < 0 && errno != EINTR {
            throw ThriceError(
                .inputOutput, "cannot wait for records: \(String(cString: strerror(errno)))")
        }
        if polls[0].revents & Int16(POLLERR | POLLNVAL) != 0 {
            throw GateLoop.outputError("closed")
        }
    }

    /// A shorter cycle would count what one turn of the loop may take.
    private var lifeNanoseconds: UInt64 { max(settings.cycle, 100_000_000) }

    /// Whole milliseconds, rounded down: the last one is waited for by asking again and again, so
    /// that no answer stands a moment longer than it may.
    private static func milliseconds(_ deadline: UInt64, _ now: UInt64) -> Int32 {
        deadline > now ? Int32(min((deadline - now) / 1_000_000, 60_000)) : 0
    }

    /// The handler's byte wakes `poll`, so a signal just before it is not lost; a closed output is
    /// an error, no signal.
    private func catchSignals() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw ThriceError(
                .inputOutput, "cannot make a pipe: \(String(cString: strerror(errno)))")
        }
        (stopReader, stopWriter) = (ends[0], ends[1])
        signal(SIGPIPE, SIG_IGN)
        var awaited = sigset_t()
        sigemptyset(&awaited)
        for number in [SIGINT, SIGTERM] {
            sigaddset(&awaited, number)
            signal(number) { number in
                stopSignal = number
                var byte: UInt8 = 0
                _ = Glibc.write(stopWriter, &byte, 1)
            }
        }
        // Whoever started the gate may have blocked them.
        sigprocmask(SIG_UNBLOCK, &awaited, nil)
        if thrice_watch_own_life() != 0 {
            throw ThriceError(
                .inputOutput, "cannot watch over itself: \(String(cString: strerror(errno)))")
        }
    }

    private func report() throws {
        let text = GateSummary(gate)
        Terminal.say(text.line)
        if summary != nil { try write(text.json(), to: summary, "summary") }
    }

    private func write(_ text: String, to file: FileHandle?, _ name: String) throws {
        do {
            try file?.write(contentsOf: Data(text.utf8))
        } catch {
            throw ThriceError(
                .inputOutput, "cannot write the \(name): \(error.localizedDescription)")
        }
    }

    private static func outputError(_ cause: String) -> ThriceError {
        ThriceError(.inputOutput, "cannot write answers to standard output: \(cause)")
    }

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
