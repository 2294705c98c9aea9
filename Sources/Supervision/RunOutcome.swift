import CLinux
import Glibc
import Recovery
import Voting

/// How a run ended, and what it had counted by then.
package struct RunOutcome: Sendable {
    package enum Ending: Equatable, Sendable {
        /// Every demand was answered.
        case finished
        /// SIGINT, SIGTERM or SIGHUP.
        case stopped(signal: Int32)
        /// The consumer has closed the answers.
        case outputFailed
        case inputFailed
        /// The journal could not be written, and the run was to stop then.
        case journalFailed
        /// A replica could not be started the first time.
        case cannotStart(replica: String, cause: String)
        /// The voter ended by a signal, or with a status that it does not have.
        case voterDied(ExitReport)
    }

    package let ending: Ending
    package let tally: Tally
    /// How often the supervisor ended before its time and another one took over.
    package let supervisorsLost: Int
    /// How often the journaler ended before its time.
    package let journalersLost: Int
    package let seconds: Double
    /// The journal does not have all that was handed to it.
    package var hasUnwrittenRecords = false
    /// How often the voter died and the run went on from its journal.
    package var resumptions = 0
    /// How often each was ended that had shown no sign of life.
    package var lifeless: [OwnProcess: Int] = [:]
    /// Of the last voter, where it was ended for that.
    package var voterLifelessness: Lifelessness?
}

/// How a process ended.
package struct ExitReport: Equatable, Sendable {
    package let wasSignal: Bool
    /// The signal's number, else the exit code.
    package let status: Int32

    package init(wasSignal: Bool, status: Int32) {
        self.wasSignal = wasSignal
        self.status = status
    }

    /// What the first process of a sandbox told before it ended; nil when it was ended itself.
    package init?(sandboxReport descriptor: Int32) {
        var packet = thrice_sandbox_report()
        let size = MemoryLayout<thrice_sandbox_report>.size
        // Everybody who could write has ended: this never waits.
        guard read(descriptor, &packet, size) == size else { return nil }
        self.init(wasSignal: packet.was_signal != 0, status: packet.status)
    }

    package var text: String {
        wasSignal ? "signal \(status)" : "exit code \(status)"
    }
}
