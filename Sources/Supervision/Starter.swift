import CLinux
import Glibc
import Wiring

/// Starts the guardian's own two: the voter and the supervisor.
struct Starter {
    let plan: RunPlan

    func voter(
        supervisor: Int32, guardian: Int32, scoreboard: Int32, keeper: JournalKeeper?,
        resumption: Resumption?
    ) throws(SupervisionError) -> Launch.Process {
        let demands = try openDemands(from: resumption)
        defer { if demands != STDIN_FILENO { close(demands) } }
        let answers = try openAnswers(isKept: resumption != nil)
        defer { if answers != STDOUT_FILENO { close(answers) } }
        let text = try hold(PlanText.encode(plan.voter), "thrice-voter-plan")
        defer { close(text) }
        var launch = Launch(
            path: plan.voterPath, arguments: ["thrice-voter"], environment: [],
            standard: (demands, answers, STDERR_FILENO))
        launch.passed = [text, supervisor, guardian, scoreboard]
        guard let keeper else { return try start(launch) }
        let past: Int32
        if let resumption { past = resumption.past } else { past = try hold([], "thrice-past") }
        defer { close(past) }
        launch.passed += [past, keeper.memory, keeper.wake, keeper.answer, keeper.life.write]
        return try start(launch)
    }

    func supervisor(
        _ supervision: SupervisionPlan, voter: Int32, guardian: Int32, scoreboard: Int32
    ) throws(SupervisionError) -> Launch.Process {
        let text = try hold(SupervisionText.encode(supervision), "thrice-supervisor-plan")
        defer { close(text) }
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        var launch = Launch(
            path: plan.supervisorCommand[0], arguments: plan.supervisorCommand,
            environment: SupervisionText.inheritedEnvironment,
            standard: (nothing, nothing, STDERR_FILENO))
        launch.passed = [text, voter, guardian, scoreboard]
        // It notices the guardian's end by its socket, and ends what that has left, even when it
        // had only been started then.
        launch.outlivesParent = true
        return try start(launch)
    }

    private func start(_ request: Launch) throws(SupervisionError) -> Launch.Process {
        var launch = request
        launch.ignoresTerminal = true
        do {
            return try launch.start()
        } catch {
            switch error {
            case .failed(_, let number, _): throw .cannotLaunch(path: launch.path, error: number)
            }
        }
    }

    private func openDemands(
        from resumption: Resumption?
    ) throws(SupervisionError) -> Int32 {
        // All of them have been read once: nothing is to be waited for.
        let isOver = resumption?.inputHasEnded ?? false
        let path = isOver ? "/dev/null" : plan.demandsPath
        let file = path.map { open($0, O_RDONLY | O_CLOEXEC) } ?? STDIN_FILENO
        guard file >= 0 else { throw .cannotRead(path: path ?? "-", error: errno) }
        var status = stat()
        guard fstat(file, &status) == 0 else { return file }
        if status.st_mode & S_IFMT == S_IFDIR {
            throw .cannotRead(path: path ?? "-", error: EISDIR)
        }
        guard let resumption, !isOver, status.st_mode & S_IFMT == S_IFREG else { return file }
        let place = plan.demandsStart + resumption.start.inputEnd
        guard place <= UInt64(status.st_size) else {
            throw .demandsAreShort(bytes: UInt64(status.st_size), needed: place)
        }
        lseek(file, off_t(place), SEEK_SET)
        return file
    }

    private func openAnswers(isKept: Bool) throws(SupervisionError) -> Int32 {
        guard let path = plan.outputPath else { return STDOUT_FILENO }
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (isKept ? O_APPEND : O_TRUNC)
        let file = open(path, flags, 0o644)
        guard file >= 0 else { throw .cannotCreate(path: path, error: errno) }
        return file
    }

    /// Bytes behind a descriptor that stands at their beginning.
    private func hold(_ bytes: [UInt8], _ name: String) throws(SupervisionError) -> Int32 {
        let file = thrice_memory_descriptor(name, 0)
        guard file >= 0, writeAll(file, bytes), lseek(file, 0, SEEK_SET) == 0 else {
            throw .kernelRefuses(what: "hold a plan in memory", error: errno)
        }
        return file
    }
}
