import CLinux
import Glibc

/// Starts the processes of replicas, each on pipes of its own.
struct ReplicaLauncher {
    let strays: Strays
    let groups: ControlGroups?
    private let searchPath: String

    /// - Parameters:
    ///   - guardian: the process that the replicas' control groups are named after.
    ///   - mark: of the run, by which what they leave behind is found.
    init(replicas: [ReplicaPlan], guardian: pid_t, mark: String) {
        strays = Strays(mark: mark)
        searchPath = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        let hasSandbox = replicas.contains { $0.sandbox != nil }
        groups = hasSandbox ? ControlGroups.make(guardian: guardian) : nil
    }

    /// The pipes are the caller's to close.
    ///
    /// - Parameter isSibling: a child of our parent's, otherwise of ours.
    func launch(
        _ replica: ReplicaPlan, isSibling: Bool = true
    ) throws(Launch.Failure) -> (process: Launch.Process, pipes: ReplicaPipes) {
        let path: String
        let adapted: String?
        do {
            adapted = try replica.adapted.map { program throws(ExecutablePath.Failure) in
                try ExecutablePath.find(program, searchPath: searchPath)
            }
            path = try ExecutablePath.find(replica.executable, searchPath: searchPath)
        } catch {
            throw .failed(
                stage: Int32(THRICE_STAGE_EXECUTE.rawValue),
                error: error == .notExecutable ? EACCES : ENOENT)
        }
        guard let pipes = ReplicaPipes() else {
            throw .failed(stage: Int32(THRICE_STAGE_DESCRIPTORS.rawValue), error: errno)
        }
        var launch = Launch(
            path: path, arguments: replica.arguments,
            environment: replica.environment + [strays.variable],
            standard: (pipes.input.read, pipes.output.write, pipes.errors.write))
        launch.folder = replica.workingDirectory
        launch.limits = replica.limits
        launch.givesNoPrivileges = replica.givesNoPrivileges
        launch.core = replica.core
        launch.sandbox = sandbox(of: replica, executable: path, adapted: adapted)
        defer { for group in launch.sandbox?.groups ?? [] { close(group) } }
        launch.isLeader = true
        launch.isSibling = isSibling
        do throws(Launch.Failure) {
            return (try launch.start(), pipes)
        } catch {
            pipes.close()
            throw error
        }
    }

    private func sandbox(
        of replica: ReplicaPlan, executable: String, adapted: String?
    ) -> Launch.Sandbox? {
        guard let plan = replica.sandbox else { return nil }
        let view = SandboxView(
            executable: executable, adapted: adapted, plan: replica, sandbox: plan)
        var sandbox = Launch.Sandbox(plan: plan, view: view)
        sandbox.groups =
            groups?.join(
                replica: replica.name, memoryBytes: plan.memoryBytes, processes: plan.processes)
            ?? []
        return sandbox
    }
}
