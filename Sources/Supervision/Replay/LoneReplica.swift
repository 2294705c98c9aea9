import CLinux
import Glibc
import Voting

/// One process of a replica without a voter: started as in a run, asked one demand at a time.
///
/// `end` is to be called, whatever happened: it leaves nothing behind.
package struct LoneReplica {
    private let launcher: ReplicaLauncher
    private let process: Launch.Process
    private var dialogue: ReplicaDialogue
    /// What the kernel has refused of its sandbox.
    package var missing: SandboxParts { process.missing }

    /// - Parameter reader: how its answers are cut.
    package init(
        _ plan: ReplicaPlan, reader: ReplyReader
    ) throws(SupervisionError) {
        signal(SIGPIPE, SIG_IGN)
        guard thrice_become_subreaper() == 0 else {
            throw .kernelRefuses(what: "adopt orphans (PR_SET_CHILD_SUBREAPER)", error: errno)
        }
        launcher = ReplicaLauncher(
            replicas: [plan], guardian: getpid(), mark: Strays.makeMark())
        let pipes: ReplicaPipes
        do throws(Launch.Failure) {
            (process, pipes) = try launcher.launch(plan, isSibling: false)
        } catch {
            switch error {
            case .failed(let stage, let number, let missing):
                throw .cannotStart(
                    replica: plan.name,
                    cause: LaunchCause.text(
                        stage: stage, error: number, missing: missing, of: plan))
            }
        }
        for descriptor in [pipes.input.read, pipes.output.write, pipes.errors.write] {
            close(descriptor)
        }
        dialogue = ReplicaDialogue(
            input: pipes.input.write, output: pipes.output.read, errors: pipes.errors.read,
            process: process.handle, reader: reader)
    }

    /// - Parameters:
    ///   - bytes: a demand, as a voter hands it over.
    ///   - patience: nanoseconds.
    /// - Returns: the reply, and after how many nanoseconds.
    package mutating func ask(
        _ bytes: [UInt8], number: UInt64, patience: UInt64
    ) -> (reply: Reply, nanoseconds: UInt64) {
        dialogue.ask(bytes, number: number, patience: patience)
    }

    /// How it ended, and what it wrote to its standard error: the first of so many bytes.
    package struct Remains: Sendable {
        /// nil when it had to be killed.
        package let exit: ExitReport?
        package let standardError: [UInt8]
        package let standardErrorBytes: Int
    }

    /// Closes its input, lets it end, and kills what is left.
    ///
    /// - Parameter patience: nanoseconds that it may take.
    package mutating func end(patience: UInt64) -> Remains {
        let endedItself = dialogue.awaitEnd(patience: patience)
        if endedItself, let report = process.report {
            // The first process of its sandbox tells how it ended.
            var file = pollfd(fd: report, events: Int16(POLLIN), revents: 0)
            poll(&file, 1, 500)
        }
        kill(-process.number, SIGKILL)
        _ = thrice_signal_pidfd(process.handle, SIGKILL)
        kill(process.number, SIGKILL)
        var status: Int32 = 0
        while waitpid(process.number, &status, 0) < 0 && errno == EINTR {}
        launcher.strays.killAll()
        // Orphans came to us.
        while waitpid(-1, nil, WNOHANG) > 0 {}
        var exit: ExitReport? = ExitReport(waitStatus: status)
        if let report = process.report {
            exit = ExitReport(sandboxReport: report) ?? exit
            close(report)
        }
        close(process.handle)
        if launcher.groups != nil { ControlGroups.remove(guardian: getpid()) }
        defer { dialogue.closeAll() }
        return Remains(
            exit: endedItself ? exit : nil, standardError: dialogue.standardError,
            standardErrorBytes: dialogue.standardErrorBytes)
    }
}

extension ExitReport {
    /// As `waitpid` gives it.
    init(waitStatus status: Int32) {
        let signal = status & 0x7f
        self.init(wasSignal: signal != 0, status: signal != 0 ? signal : status >> 8 & 0xff)
    }
}
