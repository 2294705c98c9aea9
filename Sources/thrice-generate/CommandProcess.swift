import ArgumentParser
import Diversification
import Foundation

/// How a command runs as a process: what ends it, and with which status.
enum CommandProcess {
    /// Parses, runs, and ends the process with the documented status.
    static func start<Command: ParsableCommand>(
        _ type: Command.Type, _ arguments: [String]
    ) -> Never {
        do {
            var command = try Command.parse(arguments)
            let sources = [stop(on: SIGINT), stop(on: SIGTERM)]
            defer { sources.forEach { $0.cancel() } }
            try command.run()
            Command.exit()
        } catch let error as GenerationError {
            say("error: \(error)")
            Foundation.exit(error.kind.rawValue)
        } catch {
            Command.exit(withError: error)
        }
    }

    static func say(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data("\(line)\n".utf8))
    }

    /// Ends what was started, then us, with the shell's status for the signal. What is half made
    /// lies in a directory of its own, which the next generation clears away.
    private static func stop(on number: Int32) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            ToolRun.stopAll()
            say("stopped by signal \(number)")
            Foundation.exit(128 + number)
        }
        source.resume()
        return source
    }
}
