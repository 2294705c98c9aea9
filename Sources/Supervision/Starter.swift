import CLinux
import Glibc
import Wiring

/// Starts the guardian's own two: the voter and the supervisor.
struct Starter {
    let plan: RunPlan

    func voter(
        supervisor: Int32, guardian: Int32, scoreboard: Int32
    ) throws(SupervisionError) -> Launch.Process {
        let demands = try openDemands()
        defer { if demands != STDIN_FILENO { close(demands) } }
        let text = try hold(PlanText.encode(plan.voter), "thrice-voter-plan")
        defer { close(text) }
        var launch = Launch(
            path: plan.voterPath, arguments: ["thrice-voter"], environment: [],
            standard: (demands, STDOUT_FILENO, STDERR_FILENO))
        launch.passed = [text, supervisor, guardian, scoreboard]
        return try start(launch)
    }

    func supervisor(
        voter: Int32, guardian: Int32, scoreboard: Int32
    ) throws(SupervisionError) -> Launch.Process {
        let text = try hold(SupervisionText.encode(plan.supervision), "thrice-supervisor-plan")
        defer { close(text) }
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        var launch = Launch(
            path: plan.supervisorCommand[0], arguments: plan.supervisorCommand,
            environment: SupervisionText.inheritedEnvironment,
            standard: (nothing, nothing, STDERR_FILENO))
        launch.passed = [text, voter, guardian, scoreboard]
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

    private func openDemands() throws(SupervisionError) -> Int32 {
        guard let path = plan.demandsPath else { return STDIN_FILENO }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .cannotRead(path: path, error: errno) }
        var status = stat()
        if fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR {
            throw .cannotRead(path: path, error: EISDIR)
        }
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
