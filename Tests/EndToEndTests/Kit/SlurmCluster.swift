import Foundation

/// A Slurm of two nodes on this machine, with everything it writes in a folder of its own: real
/// daemons, on ports that were free, which end with their owner. Never within a network namespace
/// of `ip netns exec`: slurmd does not come up there.
final class SlurmCluster {
    private let scratch: ScratchFolder
    /// All daemons but munged find the others by it.
    private var configuration: String { scratch.path("slurm.conf") }
    private var daemons: [String: ProcessWatch] = [:]

    static let isHere = ["munged", "slurmctld", "slurmd"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: "/usr/sbin/\($0)")
    }

    /// Returns when both nodes are idle.
    ///
    /// - Parameter processors: jobs that one node runs at once.
    init(processors: Int = 1) throws {
        scratch = try ScratchFolder("slurm-\(UUID().uuidString)")
        // munged wants a way to its socket that all may go and nobody else may write.
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: scratch.root)
        for folder in ["state", "n1", "n2"] {
            try FileManager.default.createDirectory(
                atPath: scratch.path(folder), withIntermediateDirectories: false)
        }
        try SlurmConfiguration(root: scratch.root, processors: processors).text
            .write(toFile: configuration, atomically: true, encoding: .utf8)
        try startMunge()
        try start("slurmctld", ["-D"])
        for node in ["n1", "n2"] { try start("slurmd", ["-D", "-N", node], name: node) }
        try wait("idle nodes", within: .seconds(30)) { try ask("sinfo -h -o '%t %D'") == "idle 2" }
    }

    deinit { end() }

    /// Jobs first: what runs them reports to the daemons, and waits for these.
    func end() {
        killJobs(on: nil)
        for daemon in daemons.values { daemon.signal(SIGTERM) }
        let end = ContinuousClock.now + .seconds(5)
        for daemon in daemons.values {
            if !daemon.hasEnded(within: end - ContinuousClock.now) { daemon.signal(SIGKILL) }
            waitpid(daemon.pid, nil, 0)
        }
        daemons = [:]
        killJobs(on: nil)
    }

    /// Runs a script with this Slurm.
    func run(_ script: String) throws -> (status: Int32, output: String, errors: String) {
        try Shell.run("export SLURM_CONF='\(configuration)'; \(script)")
    }

    /// - Returns: what it says, without the last line feed.
    func ask(_ script: String) throws -> String {
        try run(script).output.trimmingCharacters(in: .newlines)
    }

    /// Pulls the plug: the daemon and all of its jobs' processes are killed, and the controller is
    /// told, which would else wait for a sign of life.
    func kill(node: String) throws {
        guard let daemon = daemons.removeValue(forKey: node) else {
            throw KitError("there is no node '\(node)'")
        }
        daemon.signal(SIGKILL)
        waitpid(daemon.pid, nil, 0)
        killJobs(on: node)
        let told = try run("scontrol update nodename=\(node) state=down reason=test")
        guard told.status == 0 else { throw KitError(told.errors) }
    }

    /// Jobs of a node that is gone are put back into the queue for two minutes from now: this is
    /// what lets a test not wait for that.
    func hasten(_ job: String) throws {
        let waiting = try ask("squeue -h -r -t PENDING -j \(job) -o '%i %r' | grep BeginTime")
        for line in waiting.split(separator: "\n") {
            _ = try run("scontrol update jobid=\(line.prefix { $0 != " " }) starttime=now")
        }
    }

    /// Asks again and again, some times a second.
    func wait(_ what: String, within limit: Duration, until isMet: () throws -> Bool) throws {
        let end = ContinuousClock.now + limit
        while try !isMet() {
            if ContinuousClock.now > end {
                let log = (try? String(contentsOfFile: scratch.path("log"), encoding: .utf8)) ?? ""
                throw KitError("no \(what) within \(limit); Slurm says:\n\(log.suffix(2000))")
            }
            poll(nil, 0, 50)
        }
    }

    private func startMunge() throws {
        let key = scratch.path("key")
        try Data((0..<128).map { _ in UInt8.random(in: 0...255) }).write(
            to: URL(fileURLWithPath: key))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        let files = ["key-file": key]
            .merging(
                ["socket", "pid-file", "log-file", "seed-file"].map {
                    ($0, scratch.path("munge.\($0)"))
                }
            ) { $1 }
        try start("munged", ["-F"] + files.map { "--\($0)=\($1)" })
        try wait("socket of munged", within: .seconds(10)) {
            FileManager.default.fileExists(atPath: scratch.path("munge.socket"))
        }
    }

    private func start(_ command: String, _ arguments: [String], name: String? = nil) throws {
        // They close whatever they inherit, which Foundation's Process takes for their end.
        let log = open(scratch.path("log"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer {
            close(log)
            close(nothing)
        }
        let pid = try Spawn.start(
            ["/usr/sbin/\(command)"] + arguments, standard: [nothing, log, log],
            adding: "SLURM_CONF=\(configuration)")
        daemons[name ?? command] = ProcessWatch(pid, name: command)
    }

    /// Those who run a job have the node's log open, and its programs the node in their
    /// environment.
    private func killJobs(on node: String?) {
        let nodes = node.map { [$0] } ?? ["n1", "n2"]
        let known = Set(daemons.values.map(\.pid))
        let found = nodes.flatMap { node in
            Leftovers.marked("SLURMD_NODENAME=\(node)").filter {
                Self.environment(of: $0.pid).contains("SLURM_CONF=\(configuration)")
            } + Self.processes(writing: scratch.path("\(node).log"))
        }.filter { !known.contains($0.pid) }
        for process in found { process.signal(SIGKILL) }
        for process in found { _ = process.hasEnded(within: .seconds(5)) }
    }

    private static func environment(of pid: pid_t) -> [String] {
        let bytes = FileManager.default.contents(atPath: "/proc/\(pid)/environ") ?? Data()
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func processes(writing path: String) -> [ProcessWatch] {
        let files = FileManager.default
        return ((try? files.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { entry in
            guard let pid = pid_t(entry), pid != getpid() else { return nil }
            let open = (try? files.contentsOfDirectory(atPath: "/proc/\(pid)/fd")) ?? []
            let isIt = open.contains { number in
                (try? files.destinationOfSymbolicLink(atPath: "/proc/\(pid)/fd/\(number)")) == path
            }
            return isIt ? ProcessWatch(pid, name: "slurmstepd") : nil
        }
    }
}
