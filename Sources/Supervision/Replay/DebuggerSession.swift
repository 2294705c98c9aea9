import CLinux
import Foundation
import Glibc
import Voting
import Wiring

/// A replica under gdb, with the terminal for whoever looks into it.
///
/// Demands come through pipes, not through a file: so the program has answered all that goes
/// before when it is stopped, and nothing of the demand has been read. With demands before it the
/// program is interrupted when it waits for the next one; without it stops at its first
/// instruction. Its environment and folder are those of a run; it is in no sandbox, has no limits,
/// and nobody but the person waits for an end.
package struct DebuggerSession {
    private let process: Launch.Process
    private var dialogue: ReplicaDialogue

    /// - Parameters:
    ///   - debugger: the path of gdb.
    ///   - program: of `plan.executable`, an absolute path.
    ///   - isStoppedFirst: at its first instruction.
    package init(
        debugger: String, _ plan: ReplicaPlan, program: String, words: [String],
        reader: ReplyReader, isStoppedFirst: Bool
    ) throws(SupervisionError) {
        guard ElfHeader.isProgram(program) else {
            throw .cannotStart(
                replica: plan.name,
                cause: "'\(program)' is a script, and gdb wants a program (hint: let its command "
                    + "begin with the interpreter)")
        }
        signal(SIGPIPE, SIG_IGN)
        // Ctrl-C is for the program, and gdb says what becomes of it.
        for number in [SIGINT, SIGQUIT] { signal(number, SIG_IGN) }
        guard let input = ReplicaPipes.Pipe(), let output = ReplicaPipes.Pipe() else {
            throw .kernelRefuses(what: "make pipes", error: errno)
        }
        for descriptor in [input.write, output.read] { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
        let commands = Self.commands(
            environment: plan.environment, words: words, isStoppedFirst: isStoppedFirst)
        var launch = Launch(
            path: debugger,
            arguments: [debugger, "-q"] + commands.flatMap { ["-ex", $0] } + [program],
            environment: Self.environment, standard: (STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO))
        launch.folder = plan.workingDirectory
        launch.passed = [input.read, output.write]
        launch.givesNoPrivileges = false
        do throws(Launch.Failure) { process = try launch.start() } catch {
            switch error {
            case .failed(_, let number, _): throw .cannotLaunch(path: debugger, error: number)
            }
        }
        close(input.read)
        close(output.write)
        dialogue = ReplicaDialogue(
            input: input.write, output: output.read, errors: -1, process: process.handle,
            reader: reader)
    }

    /// What gdb is told to do: the descriptors 3 and 4 that it was given are the program's ends.
    static func commands(
        environment: [String], words: [String], isStoppedFirst: Bool
    ) -> [String] {
        let wrapper = ["env", "-i"] + environment
        return [
            "set startup-with-shell on",
            "set exec-wrapper \(wrapper.map(quoted).joined(separator: " "))",
            "set args \((words.map(quoted) + redirections).joined(separator: " "))",
            isStoppedFirst ? "starti" : "run",
        ]
    }

    private static let redirections = ["<&3", ">&4", "3<&-", "4>&-"]

    /// A word for the shell through which gdb starts programs. A line feed would end gdb's command.
    private static func quoted(_ word: String) -> String {
        let inner = word.replacingOccurrences(of: "'", with: "'\\''")
            .replacingOccurrences(of: "\n", with: " ")
        return "'\(inner)'"
    }

    /// The person's own, with a shell that knows the redirections above.
    private static var environment: [String] {
        ProcessInfo.processInfo.environment.filter { $0.key != "SHELL" }
            .map { "\($0.key)=\($0.value)" }.sorted() + ["SHELL=/bin/sh"]
    }

    /// Puts a demand to the program; waits for as long as gdb lives.
    ///
    /// - Parameter isLast: its input ends behind the demand.
    package mutating func ask(
        _ bytes: [UInt8], number: UInt64, isLast: Bool = false
    ) -> (reply: Reply, nanoseconds: UInt64) {
        dialogue.ask(bytes, number: number, isLast: isLast, patience: nil)
    }

    /// Interrupts the program, which waits for a demand, and waits until gdb has it stopped.
    package func stop() {
        guard let program = program else { return }
        kill(program, SIGINT)
        // Some seconds at most: a program that cannot be stopped is the person's to look at.
        for _ in 0..<1000 where !isStopped(program) {
            if dialogue.isGone(within: 5) { return }
        }
    }

    /// The child of gdb's that it debugs.
    private var program: pid_t? {
        let tasks = "/proc/\(process.number)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
        return threads.lazy.flatMap { thread in
            KernelFile.text("\(tasks)/\(thread)/children").split(whereSeparator: \.isWhitespace)
        }.compactMap { pid_t($0) }.first
    }

    private func isStopped(_ program: pid_t) -> Bool {
        KernelFile.state(of: program).first == "t"
    }

    /// Waits until the person is done.
    package mutating func end() {
        _ = dialogue.awaitEnd(patience: nil)
        var status: Int32 = 0
        while waitpid(process.number, &status, 0) < 0 && errno == EINTR {}
        close(process.handle)
        dialogue.closeAll()
    }
}
