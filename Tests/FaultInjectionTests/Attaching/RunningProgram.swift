import FaultInjection
import Foundation
import Glibc
import Testing

/// A program that runs by itself: waits for a line, computes, and writes it twice.
final class RunningProgram {
    static let source = """
        #include <poll.h>
        #include <stdio.h>
        #include <sys/socket.h>
        #include <unistd.h>
        volatile long sum;
        int main(void) {
            char line[64];
            for (;;) {
                struct pollfd wait = {0, POLLIN, 0};
                poll(&wait, 1, -1);
                long count = read(0, line, sizeof line);
                if (count <= 0) return 0;
                for (long i = 0; i < 2000; i++) sum += line[0] * i;
        #ifdef CHANGED
                line[0] ^= CHANGED;
        #endif
        #ifdef PACKETS
                int ends[2], packets = 0, bytes = 0;
                socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, ends);
                if (write(ends[0], line, count) < 0 || write(ends[0], line, count) < 0) return 6;
                for (; (count = read(ends[1], line, sizeof line)) >= 0; packets++) bytes += count;
                count = sprintf(line, "%d %d\\n", packets, bytes);
                if (write(1, line, count) < 0) return 7;
                continue;
        #endif
                if (write(1, line, count) < 0) return 3;
                if (write(1, line, count) < 0) return 4;
        #ifdef NAPS
                poll(0, 0, 4);
                if (write(1, line, count) < 0) return 5;
        #endif
            }
        }
        """

    private let input = Pipe()
    private let output = Pipe()
    let number: pid_t
    /// Its memory while it stood behind the strike, or the recording.
    private(set) var memory = ""
    /// What recorders ask.
    var areOthersAtRest = true
    let names = StreamNames(pipeRead: .answers, pipeWrite: .handover)

    /// At the same addresses in every run.
    ///
    /// - Parameter flags: `-DCHANGED=n` changes its answers, `-DNAPS` lets it sleep before a third,
    ///   and with `-DPACKETS` it sends itself two packets, and tells how many came and their bytes.
    init(_ flags: String...) throws {
        let program = try TargetProgram("running", flags)
        let error = FileHandle.standardError.fileDescriptor
        let (read, write) = (input.fileHandleForReading, output.fileHandleForWriting)
        number = try TracedCommand([program.path]).run(
            standard: (read.fileDescriptor, write.fileDescriptor, error), mark: "RUNNING=1")
        try read.close()
        try write.close()
    }

    deinit {
        kill(number, SIGKILL)
        waitpid(number, nil, 0)
    }

    /// What it writes to a demand that is struck.
    ///
    /// - Parameters:
    ///   - translations: how it is led to its moment; nil: by single steps.
    ///   - clock: nanoseconds.
    func answer(
        _ demand: String, _ aim: Strike.Aim, _ translations: Translations? = Translations(),
        clock: () -> UInt64 = { 0 }
    ) throws -> (text: String, StrikeResult?) {
        let strike = try Strike(
            process: number, names, aim, demand: Array(demand.utf8), translations,
            areOthersAtRest: { true })
        while !strike.isReady() { strike.advance(now: clock()) }
        try input.fileHandleForWriting.write(contentsOf: Data((demand + "\n").utf8))
        while strike.result == nil {
            strike.advance(now: clock())
            if strike.result == nil, strike.isPast { strike.giveUp() }
        }
        memory = maps
        try input.fileHandleForWriting.close()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        return (String(decoding: text, as: UTF8.self), strike.result)
    }

    /// The same of a fault as replicas get it.
    ///
    /// - Parameter expected: the demand that is to be struck; nil: the one that is given.
    func answer(
        _ demand: String, _ aim: ReplicaStrike.Aim, expecting expected: String? = nil,
        _ translations: Translations? = Translations()
    ) throws -> (text: String, StrikeResult?) {
        let strike = try ReplicaStrike(
            process: number, aim, demand: Array((expected ?? demand).utf8),
            patience: 300_000_000, translations)
        while !strike.isAtRest { strike.advance(now: 0) }
        strike.expectDemand()
        try input.fileHandleForWriting.write(contentsOf: Data((demand + "\n").utf8))
        while strike.result == nil {
            strike.advance(now: 0)
            if strike.result == nil, strike.isPast { strike.giveUp(at: 0) }
        }
        try input.fileHandleForWriting.close()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        return (String(decoding: text, as: UTF8.self), strike.result)
    }

    private var maps: String {
        (try? String(contentsOfFile: "/proc/\(number)/maps", encoding: .utf8)) ?? ""
    }

    /// Traces it, and records nothing yet.
    func recorder() throws -> WindowRecorder {
        try WindowRecorder(
            process: number, names, stepped: nil, stepsMax: 1, nil,
            areOthersAtRest: { [unowned self] in areOthersAtRest })
    }

    /// Begins to record what it does with a demand, and gives it.
    func begin(_ demand: String) throws -> WindowRecorder {
        let recorder = try recorder()
        while !recorder.isReady() { recorder.advance(now: 0) }
        areOthersAtRest = false
        try input.fileHandleForWriting.write(contentsOf: Data((demand + "\n").utf8))
        return recorder
    }

    /// What it does with a demand.
    ///
    /// - Parameter translations: logged; nil: it is stepped through all.
    func recorder(
        _ demand: String, nap: Int32 = 0, stepped: CallPlace?,
        _ translations: Translations? = Translations(isLogged: true)
    ) throws -> WindowRecorder {
        let recorder = try WindowRecorder(
            process: number, names, nap: nap, stepped: stepped, stepsMax: 100_000, translations,
            areOthersAtRest: { true })
        while !recorder.isReady() { recorder.advance(now: 0) }
        try input.fileHandleForWriting.write(contentsOf: Data((demand + "\n").utf8))
        while recorder.transfers.count < 3 || !recorder.isQuiet { recorder.advance(now: 0) }
        recorder.finish()
        memory = maps
        return recorder
    }
}
