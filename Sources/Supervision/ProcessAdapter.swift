import CLinux
import Foundation
import Glibc
import Voting

/// One run of a command per demand, so that a program that knows no streams can be a replica.
///
/// The demand and a line feed are its standard input; the answer is its standard output less one
/// line feed, and counts only with exit code 0. It reads `FrameHeader` frames from its own
/// standard input and writes them to its own standard output.
package struct ProcessAdapter {
    private let command: [String]
    private let demandBytesMax: Int
    private let answerBytesMax: Int
    private let environment: [String]
    private let path: String

    package init(command: [String], demandBytesMax: Int, answerBytesMax: Int) {
        self.command = command
        self.demandBytesMax = demandBytesMax
        self.answerBytesMax = answerBytesMax
        environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }.sorted()
        let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        // A command that is gone makes every run a crashed one, which the voter sees.
        path = (try? ExecutablePath.find(command[0], searchPath: searchPath)) ?? command[0]
    }

    /// Until standard input ends; false when it holds something else than frames.
    package func run() -> Bool {
        signal(SIGPIPE, SIG_IGN)
        while let head = readExactly(FrameHeader.byteCount), !head.isEmpty {
            let header = head.withUnsafeBytes { FrameHeader($0) }
            guard header.length <= UInt32(demandBytesMax),
                let demand = header.length == 0 ? [] : readExactly(Int(header.length)),
                demand.count == Int(header.length)
            else { return false }
            let (kind, answer) = answer(to: demand)
            let reply = FrameHeader(
                length: UInt32(answer.count), kind: kind, number: header.number)
            let bytes = reply.withBytes { Array($0) } + answer
            guard writeAll(STDOUT_FILENO, bytes) else { return true }
        }
        return true
    }

    /// All of them; empty at an orderly end, nil when the input ends in between.
    private func readExactly(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes {
                read(STDIN_FILENO, $0.baseAddress! + done, count - done)
            }
            if got > 0 { done += got } else if got == 0 { return done == 0 ? [] : nil }
            if got < 0 && errno != EINTR { return nil }
        }
        return bytes
    }

    /// Of one run of the command.
    package func answer(to demand: [UInt8]) -> (FrameHeader.Kind, [UInt8]) {
        guard let input = ReplicaPipes.Pipe() else { return (.crashed, []) }
        guard let output = ReplicaPipes.Pipe() else {
            input.close()
            return (.crashed, [])
        }
        var launch = Launch(
            path: path, arguments: command, environment: environment,
            standard: (input.read, output.write, STDERR_FILENO))
        launch.isLeader = true
        let process = try? launch.start()
        close(input.read)
        close(output.write)
        defer { close(output.read) }
        guard let process else {
            close(input.write)
            return (.crashed, [])
        }
        defer { close(process.handle) }
        let said = exchange(demand + [0x0A], input.write, output.read, process.handle)
        // With what it has left behind, while its number is still its own.
        kill(-process.number, SIGKILL)
        _ = thrice_signal_pidfd(process.handle, SIGKILL)
        var status: Int32 = 0
        while waitpid(process.number, &status, 0) < 0 && errno == EINTR {}
        guard let said else { return (.malformed, []) }
        guard status == 0 else { return (.crashed, []) }
        let answer = said.last == 0x0A ? Array(said.dropLast()) : said
        return answer.count <= answerBytesMax && !answer.contains(0x0A)
            ? (.answer, answer) : (.malformed, [])
    }

    /// Writes the demand and reads the answer at the same time, until the process ends; nil when
    /// the answer is too long.
    ///
    /// The end of the answer is not that of the process, which may have something left to do, or
    /// to fail at: for how long is the voter's to say.
    private func exchange(
        _ demand: [UInt8], _ input: Int32, _ output: Int32, _ process: Int32
    ) -> [UInt8]? {
        _ = fcntl(output, F_SETFL, O_NONBLOCK)
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
        var isWriting = true
        var isReading = true
        defer { if isWriting { close(input) } }
        var written = 0
        var said: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            var files = [
                pollfd(fd: isReading ? output : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isWriting ? input : -1, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: process, events: Int16(POLLIN), revents: 0),
            ]
            if poll(&files, 3, -1) < 0 { continue }
            if isWriting && files[1].revents != 0 {
                let count = demand.withUnsafeBytes {
                    write(input, $0.baseAddress! + written, demand.count - written)
                }
                written += max(count, 0)
                if written == demand.count || count < 0 && errno != EAGAIN && errno != EINTR {
                    close(input)
                    isWriting = false
                }
            }
            // Somebody that the process left behind may hold its output open: what stands there
            // when the process has ended is all.
            let hasEnded = files[2].revents != 0
            if !isReading && hasEnded { return said }
            guard files[0].revents != 0 || hasEnded else { continue }
            let count = read(output, &chunk, chunk.count)
            if hasEnded && (count == 0 || count < 0 && errno == EAGAIN) { return said }
            if count == 0 { isReading = false }
            if count > 0 { said += chunk[..<count] }
            if said.count > answerBytesMax + 1 { return nil }
        }
    }
}
