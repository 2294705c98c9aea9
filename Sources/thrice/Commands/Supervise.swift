import ArgumentParser
import Supervision

/// The supervisor's process; `run` starts it with a plan and two sockets.
struct Supervise: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "supervise",
        abstract: "Start and restart the replicas of a run.", shouldDisplay: false)

    func run() throws {
        guard var supervisor = SupervisionText.inheritedSupervisor() else {
            throw ThriceError(
                .usage, "cannot supervise: no run has started this process", hint: "thrice run")
        }
        supervisor.run()
    }
}
