import CLinux
import Glibc
import Recovery
import Supervision
import Testing
import Wiring

/// One that takes over, and for which all that voter and guardian say waits already.
@Suite(.timeLimit(.minutes(1)))
struct SupervisorTests {
    /// - Parameters:
    ///   - running: the process of the only replica; 0 when there is none.
    ///   - present: what the voter says of it.
    /// - Returns: what the guardian, which says stop, is told.
    private func takeOver(
        running: pid_t, _ present: ControlMessage
    ) throws -> [ControlMessage.Kind] {
        let (voter, votersSide) = try #require(ControlSocket.pair())
        let (guardian, guardiansSide) = try #require(ControlSocket.pair())
        defer {
            for socket in [voter, votersSide, guardian, guardiansSide] { close(socket.descriptor) }
        }
        var plan = SupervisionPlan(
            replicas: [
                ReplicaPlan(
                    name: "r1", executable: "/nonexistent/program", arguments: ["program"],
                    environment: [], workingDirectory: "/")
            ], needed: 1, care: CaretakerPolicy())
        plan.running = [running]
        try #require(votersSide.send(present))
        try #require(guardiansSide.send(ControlMessage(.stop)))
        var supervisor = Supervisor(
            plan: plan, voter: voter, guardian: guardian, scoreboard: nil)
        supervisor.run()
        var told: [ControlMessage.Kind] = []
        while case .message(let message, _) = guardiansSide.receive() { told.append(message.kind) }
        return told
    }

    /// For the guardian it may have run: then that does not end the run.
    @Test func `it does not wait for the end of a run that goes on without a replica`() throws {
        let told = try takeOver(running: 0, ControlMessage(.present))
        #expect(told == [.cannotStart, .restartPlanned])
    }

    /// The guardian has reaped it: its number may be somebody else's.
    @Test func `at an orderly end it kills nobody`() throws {
        var ends: [Int32] = [-1, -1]
        try #require(thrice_pipe(&ends) == 0)
        var launch = Launch(
            path: "/bin/sh", arguments: ["sh", "-c", "read x; exit 7"], environment: [],
            standard: (ends[0], STDERR_FILENO, STDERR_FILENO))
        launch.isLeader = true
        let other = try launch.start()
        close(ends[0])
        _ = try takeOver(running: other.number, ControlMessage(.present, first: 1))
        close(ends[1])
        var status: Int32 = 0
        #expect(waitpid(other.number, &status, 0) == other.number)
        #expect(status == 7 << 8)
        close(other.handle)
    }
}
