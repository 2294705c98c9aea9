import FaultInjection
import Foundation
import Glibc
import Testing

/// A program that runs by itself: waits for a line, computes, and writes it twice.
final class RunningProgram {
    static let source = """
        #include <poll.h>
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
                if (write(1, line, count) < 0) return 3;
                if (write(1, line, count) < 0) return 4;
            }
        }
        """

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    let names: StreamNames

    init() throws {
        process.executableURL = URL(fileURLWithPath: try TargetProgram("running").path)
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        names = StreamNames(pipeRead: .answers, pipeWrite: .handover)
    }

    deinit {
        kill(number, SIGKILL)
        process.waitUntilExit()
    }

    var number: pid_t { process.processIdentifier }

    /// What it writes to a demand that is struck.
    func answer(_ demand: String, _ aim: Strike.Aim) throws -> (text: String, Strike.Result?) {
        let strike = try Strike(
            process: number, names, aim, demand: Array(demand.utf8), areOthersAtRest: { true })
        while !strike.isReady() { strike.advance(now: 0) }
        try input.fileHandleForWriting.write(contentsOf: Data((demand + "\n").utf8))
        while strike.result == nil {
            strike.advance(now: 0)
            if strike.result == nil, strike.isPast { strike.giveUp() }
        }
        try input.fileHandleForWriting.close()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        return (String(decoding: text, as: UTF8.self), strike.result)
    }

    /// The same of a fault as replicas get it.
    ///
    /// - Parameter expected: the demand that is to be struck; nil: the one that is given.
    func answer(
        _ demand: String, _ aim: ReplicaStrike.Aim, expecting expected: String? = nil
    ) throws -> (text: String, Strike.Result?) {
        let strike = try ReplicaStrike(
            process: number, aim, demand: Array((expected ?? demand).utf8),
            patience: 300_000_000)
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

    /// What it does with a demand.
    func recorder(_ demand: String, stepped: CallPlace?) throws -> WindowRecorder {
        let recorder = try WindowRecorder(
            process: number, names, stepped: stepped, stepsMax: 100_000,
            areOthersAtRest: { true })
        while !recorder.isReady() { recorder.advance(now: 0) }
        try input.fileHandleForWriting.write(contentsOf: Data((demand + "\n").utf8))
        while recorder.transfers.count < 3 || !recorder.isQuiet { recorder.advance(now: 0) }
        recorder.finish()
        return recorder
    }
}
