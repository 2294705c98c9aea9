import CLinux
import Glibc
import Voting

/// Puts demands to one process, one at a time, and reads what it says to each.
///
/// Never waits for a process that neither reads nor writes beyond the patience that it is given,
/// and keeps a bounded part of whatever is written.
struct ReplicaDialogue {
    /// Our ends; -1 once they are closed, or where there is none.
    private(set) var input: Int32
    private var output: Int32
    private var errors: Int32
    /// A pidfd.
    private let process: Int32
    private var reader: ReplyReader
    /// What it wrote to its standard error, as far as it is kept.
    private(set) var standardError: [UInt8] = []
    private(set) var standardErrorBytes = 0
    private var room = [UInt8](repeating: 0, count: 64 << 10)

    /// As much as a run keeps.
    static let standardErrorBytesMax = 256 << 10

    init(
        input: Int32, output: Int32, errors: Int32, process: Int32, reader: ReplyReader
    ) {
        (self.input, self.output, self.errors) = (input, output, errors)
        self.process = process
        self.reader = reader
    }

    /// Puts a demand to it and waits for the reply.
    ///
    /// - Parameters:
    ///   - bytes: as a voter hands it over.
    ///   - isLast: its input is closed behind the demand.
    ///   - patience: nanoseconds; nil is for ever.
    /// - Returns: the reply, and how long it took.
    mutating func ask(
        _ bytes: [UInt8], number: UInt64, isLast: Bool = false, patience: UInt64?
    ) -> (reply: Reply, nanoseconds: UInt64) {
        let began = UInt64(thrice_now())
        // What stands there before anything was asked is no answer.
        readOutput()
        if reader.hasBytes { return (.none(.spokeOutOfTurn), 0) }
        var written = 0
        while true {
            let isWritten = written == bytes.count
            if isWritten && isLast { closeInput() }
            var hasEnded = output < 0 || input < 0 && !isLast
            if let reply = reader.next(for: number) {
                let elapsed = UInt64(thrice_now()) - began
                return (isWritten ? reply : .none(.spokeOutOfTurn), elapsed)
            }
            let elapsed = UInt64(thrice_now()) - began
            if hasEnded { return (.none(isGone(within: 200) ? .died : .closedPipe), elapsed) }
            if let patience, elapsed >= patience { return (.none(.silent), elapsed) }
            hasEnded = wait(isWriting: !isWritten, at: elapsed, of: patience)
            if !isWritten { written += write(bytes[written...]) }
            readErrors()
            readOutput()
            if hasEnded { endOutput() }
        }
    }

    /// Waits for something to do; true when the process has ended.
    private func wait(isWriting: Bool, at elapsed: UInt64, of patience: UInt64?) -> Bool {
        var files = [
            pollfd(fd: output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
            pollfd(fd: process, events: Int16(POLLIN), revents: 0),
            pollfd(fd: isWriting ? input : -1, events: Int16(POLLOUT), revents: 0),
        ]
        let milliseconds = patience.map { ($0 - elapsed + 999_999) / 1_000_000 }
        let limit = milliseconds.map { Int32(clamping: $0) } ?? -1
        return poll(&files, nfds_t(files.count), limit) > 0 && files[2].revents != 0
    }

    private mutating func write(_ bytes: ArraySlice<UInt8>) -> Int {
        guard input >= 0 else { return 0 }
        let count = bytes.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
        if count < 0 && errno != EAGAIN && errno != EINTR { closeInput() }
        return max(0, count)
    }

    private mutating func readOutput() {
        guard output >= 0 else { return }
        let count = read(output, &room, room.count)
        if count > 0 { room.withUnsafeBytes { reader.take(.init(rebasing: $0[..<count])) } }
        if count == 0 || count < 0 && errno != EAGAIN && errno != EINTR { endOutput() }
    }

    private mutating func endOutput() {
        // What stands in the pipe of a process that has ended counts.
        for _ in 0..<64 where output >= 0 {
            let count = read(output, &room, room.count)
            if count <= 0 { break }
            room.withUnsafeBytes { reader.take(.init(rebasing: $0[..<count])) }
        }
        if output >= 0 { close(output) }
        output = -1
        reader.end()
    }

    private mutating func readErrors() {
        guard errors >= 0 else { return }
        let count = read(errors, &room, room.count)
        if count > 0 {
            standardErrorBytes += count
            let kept = min(count, Self.standardErrorBytesMax - standardError.count)
            standardError += room[..<kept]
        } else if count == 0 || errno != EAGAIN && errno != EINTR {
            close(errors)
            errors = -1
        }
    }

    /// Whether the process ends within so many milliseconds.
    func isGone(within milliseconds: Int32) -> Bool {
        var file = pollfd(fd: process, events: Int16(POLLIN), revents: 0)
        return poll(&file, 1, milliseconds) > 0
    }

    /// Nothing more is asked: waits for its end and drops what it still says.
    ///
    /// - Returns: whether it ended by itself.
    mutating func awaitEnd(patience: UInt64?) -> Bool {
        closeInput()
        let began = UInt64(thrice_now())
        while true {
            let elapsed = UInt64(thrice_now()) - began
            if let patience, elapsed >= patience { return false }
            let hasEnded = wait(isWriting: false, at: elapsed, of: patience)
            readErrors()
            if output >= 0, read(output, &room, room.count) == 0 { endOutput() }
            guard hasEnded else { continue }
            for _ in 0..<64 where errors >= 0 { readErrors() }
            return true
        }
    }

    mutating func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    mutating func closeAll() {
        for descriptor in [input, output, errors] where descriptor >= 0 { close(descriptor) }
        (input, output, errors) = (-1, -1, -1)
    }
}
