import Glibc
import Synchronization

/// A program to run to its end, with bounds on its time and its output.
package struct ToolRun {
    /// The program, looked up in PATH when it has no slash, and its arguments.
    package var arguments: [String]
    package var directory: String?
    /// The file that standard input reads; nothing when nil.
    package var input: String?
    /// Added to our own environment.
    package var environment: [String: String] = [:]
    package var timeLimit: Duration = .seconds(120)
    /// Processor time of the program itself, its threads together; nil: as much as it likes.
    package var cpuLimit: Duration?
    /// Of standard output; of standard error only this much is kept.
    package var outputBytesMax = 64 << 20

    package init(
        arguments: [String], directory: String? = nil, input: String? = nil,
        environment: [String: String] = [:], timeLimit: Duration = .seconds(120),
        outputBytesMax: Int = 64 << 20
    ) {
        self.arguments = arguments
        self.directory = directory
        self.input = input
        self.environment = environment
        self.timeLimit = timeLimit
        self.outputBytesMax = outputBytesMax
    }

    package enum Ending: Equatable, Sendable {
        case exited(code: Int32)
        case killed(signal: Int32)
        case timedOut(after: Duration)
        case cpuUsedUp(limit: Duration)
        case outputLimitExceeded(limitBytes: Int)
        case notStarted(errno: Int32)
    }

    package struct Result {
        package var ending: Ending
        package var output: [UInt8] = []
        package var errors: [UInt8] = []
        /// Processor time that it used; nothing when it was not started.
        package var cpuTime: Duration = .zero

        package init(ending: Ending) { self.ending = ending }

        package var hasSucceeded: Bool { ending == .exited(code: 0) }
        package var errorText: String { String(decoding: errors, as: UTF8.self) }
    }

    /// Pipes are made and handed over under this lock: no other child inherits their ends.
    private static let children = Mutex(Children())

    private struct Children {
        var running: Set<pid_t> = []
        var isStopped = false
    }

    /// Ends all that is running, with its children, and starts nothing more.
    package static func stopAll() {
        children.withLock { children in
            children.isStopped = true
            for child in children.running { kill(-child, SIGKILL) }
        }
    }

    /// Runs it in a process group of its own, which is gone afterwards.
    package func callAsFunction() -> Result {
        let child: Child
        let spawned = Self.children.withLock { children in
            guard !children.isStopped else {
                return Swift.Result<Child, SpawnFailure>.failure(SpawnFailure(number: ECANCELED))
            }
            let spawned = spawn()
            if case .success(let child) = spawned { children.running.insert(child.id) }
            return spawned
        }
        switch spawned {
        case .success(let spawned): child = spawned
        case .failure(let failure): return Result(ending: .notStarted(errno: failure.number))
        }
        defer {
            close(child.output)
            close(child.errors)
        }
        defer { Self.children.withLock { _ = $0.running.remove(child.id) } }
        var result = Result(ending: .exited(code: 0))
        let start = ContinuousClock.now
        let stopped = gather(&result, child, since: start)
        (result.ending, result.cpuTime) = reap(child.id, stopped: stopped, since: start)
        return result
    }

    private struct Child {
        var id: pid_t = 0
        /// The ends we read.
        var output: Int32
        var errors: Int32
    }

    private struct SpawnFailure: Error {
        let number: Int32
    }

    private func spawn() -> Swift.Result<Child, SpawnFailure> {
        var output: [Int32] = [-1, -1]
        var errors: [Int32] = [-1, -1]
        guard pipe(&output) == 0 else { return .failure(SpawnFailure(number: errno)) }
        guard pipe(&errors) == 0 else {
            let number = errno
            output.forEach { _ = close($0) }
            return .failure(SpawnFailure(number: number))
        }
        for end in output + errors { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var child = Child(output: output[0], errors: errors[0])
        let failure = spawn(&child.id, output: output[1], errors: errors[1])
        close(output[1])
        close(errors[1])
        guard failure != 0 else { return .success(child) }
        close(output[0])
        close(errors[0])
        return .failure(SpawnFailure(number: failure))
    }

    private func spawn(_ child: inout pid_t, output: Int32, errors: Int32) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        // Worker threads block signals, and a child inherits what the thread that starts it blocks.
        var blocked = sigset_t()
        sigemptyset(&blocked)
        posix_spawnattr_setsigmask(&attributes, &blocked)
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for number in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&defaults, number) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        let command = directory.map { ["/usr/bin/env", "-C", $0, "--"] + arguments } ?? arguments
        var words = command.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var variables = inherited.map { strdup($0) } + [nil]
        defer { variables.forEach { free($0) } }
        return posix_spawnp(&child, command[0], &actions, &attributes, &words, &variables)
    }

    private var inherited: [String] {
        var variables: [String] = []
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            let name = String(text.prefix { $0 != "=" })
            if environment[name] == nil { variables.append(text) }
            next += 1
        }
        return variables + environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    }

    /// Reads both pipes to their ends. Returns why it stopped before, if it did.
    private func gather(
        _ result: inout Result, _ child: Child, since start: ContinuousClock.Instant
    ) -> Ending? {
        var polled = [
            pollfd(fd: child.output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: child.errors, events: Int16(POLLIN), revents: 0),
        ]
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while polled.contains(where: { $0.fd >= 0 }) {
            let left = timeLimit - (ContinuousClock.now - start)
            guard left > .zero else { return .timedOut(after: timeLimit) }
            let leftCPU = cpuLeft(of: child.id)
            if let cpuLimit, leftCPU <= .zero { return .cpuUsedUp(limit: cpuLimit) }
            poll(&polled, 2, Int32(min(min(left, leftCPU) / .milliseconds(1), 1e6)) + 1)
            for which in 0..<2 where polled[which].fd >= 0 && polled[which].revents != 0 {
                let count = read(polled[which].fd, &buffer, buffer.count)
                if count <= 0 {
                    if count < 0, errno == EINTR { continue }
                    polled[which].fd = -1
                } else if which == 0 {
                    result.output += buffer[..<count]
                    guard result.output.count <= outputBytesMax else {
                        return .outputLimitExceeded(limitBytes: outputBytesMax)
                    }
                } else if result.errors.count < 1 << 16 {
                    result.errors += buffer[..<count]
                }
            }
        }
        return nil
    }

    /// Both pipes being closed does not mean that the process ends: it gets the rest of its time.
    private func reap(
        _ child: pid_t, stopped: Ending?, since start: ContinuousClock.Instant
    ) -> (Ending, cpuTime: Duration) {
        var status: Int32 = 0
        var usage = rusage()
        var ending = stopped
        while ending == nil {
            let found = wait4(child, &status, WNOHANG, &usage)
            if found == child || (found < 0 && errno != EINTR) {
                kill(-child, SIGKILL)
                return (decode(status), Self.cpuTime(usage))
            }
            if ContinuousClock.now - start > timeLimit { ending = .timedOut(after: timeLimit) }
            if let cpuLimit, cpuLeft(of: child) <= .zero { ending = .cpuUsedUp(limit: cpuLimit) }
            poll(nil, 0, 1)
        }
        kill(-child, SIGKILL)
        while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
        return (ending ?? decode(status), Self.cpuTime(usage))
    }

    /// A long time when there is no limit, or the process has no clock any more.
    private func cpuLeft(of child: pid_t) -> Duration {
        var clock = clockid_t()
        var used = timespec()
        guard let cpuLimit, clock_getcpuclockid(child, &clock) == 0,
            clock_gettime(clock, &used) == 0
        else { return .seconds(3600) }
        return cpuLimit - (.seconds(used.tv_sec) + .nanoseconds(used.tv_nsec))
    }

    private static func cpuTime(_ usage: rusage) -> Duration {
        let (user, system) = (usage.ru_utime, usage.ru_stime)
        return .seconds(user.tv_sec + system.tv_sec)
            + .microseconds(user.tv_usec + system.tv_usec)
    }

    private func decode(_ status: Int32) -> Ending {
        let signal = status & 0x7f
        return signal == 0 ? .exited(code: (status >> 8) & 0xff) : .killed(signal: signal)
    }
}

extension ToolRun.Ending: CustomStringConvertible {
    package var description: String {
        switch self {
        case .exited(let code): "exit status \(code)"
        case .killed(let signal): "killed by signal \(signal)"
        case .timedOut(let limit): "not done after \(limit)"
        case .cpuUsedUp(let limit): "not done after \(limit) of processor time"
        case .outputLimitExceeded(let limit): "more than \(limit) bytes of output"
        case .notStarted(let number): String(cString: strerror(number))
        }
    }
}
