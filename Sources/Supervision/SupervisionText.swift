import Foundation
import Glibc
import Wiring

/// The supervisor's plan as JSON, and the descriptors that it comes with.
package enum SupervisionText {
    /// After standard input, output and error: the plan, the voter's socket, the guardian's,
    /// the voter's counters.
    package static let planDescriptor: Int32 = 3
    package static let voterDescriptor: Int32 = 4
    package static let guardianDescriptor: Int32 = 5
    package static let scoreboardDescriptor: Int32 = 6

    static func encode(_ plan: SupervisionPlan) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let data = try? encoder.encode(plan) else {
            preconditionFailure("a plan is plain values and always becomes JSON")
        }
        return Array(data)
    }

    /// Takes the plan and the sockets that this process was started with; nil when it was not
    /// started by a guardian.
    package static func inheritedSupervisor() -> Supervisor? {
        let file = FileHandle(fileDescriptor: planDescriptor, closeOnDealloc: true)
        guard let data = try? file.readToEnd(),
            let plan = try? JSONDecoder().decode(SupervisionPlan.self, from: data)
        else { return nil }
        let board = Scoreboard(
            descriptor: scoreboardDescriptor, replicas: plan.replicas.count)
        close(scoreboardDescriptor)
        return Supervisor(
            plan: plan, voter: ControlSocket(voterDescriptor),
            guardian: ControlSocket(guardianDescriptor), scoreboard: board)
    }

    /// Where to look for programs, and nothing else.
    static var inheritedEnvironment: [String] {
        ["PATH=" + (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin")]
    }
}
