import Campaigns
import Foundation
import Glibc
import Supervision

extension TrialReplay {
    /// Gives the terminal to gdb, in the copy that has the fault and nothing else yet.
    func debug(gdb: String) throws {
        try checkResults()
        Terminal.say(
            "thrice: trial \(id): gdb gets the process with its fault in place: look, set "
                + "breakpoints, then continue")
        do {
            let (reply, golden) = try session.debug(id) { process in
                try Self.run(gdb, process)
            }
            // Behind what gdb said last.
            try CommandOutput.put("\n\(reply.replica): \(text(of: reply, golden: golden))\n")
        } catch { throw ThriceError(campaign: error) }
    }

    /// It was stopped to be handed over, and is not to stop for that once more.
    private static let quiet = "handle SIGSTOP nostop noprint nopass"

    private static func run(_ gdb: String, _ process: pid_t) throws {
        // Ctrl-C is for the program, and gdb says what becomes of it.
        for number in [SIGINT, SIGQUIT] { signal(number, SIG_IGN) }
        let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
        var launch = Launch(
            path: gdb, arguments: [gdb, "-q", "-ex", Self.quiet, "-p", "\(process)"],
            environment: environment.sorted(),
            standard: (STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO))
        launch.givesNoPrivileges = false
        let debugger: Launch.Process
        do throws(Launch.Failure) { debugger = try launch.start() } catch {
            throw ThriceError(.toolMissing, "cannot start '\(gdb)'")
        }
        var status: Int32 = 0
        while waitpid(debugger.number, &status, 0) < 0 && errno == EINTR {}
        close(debugger.handle)
    }
}
