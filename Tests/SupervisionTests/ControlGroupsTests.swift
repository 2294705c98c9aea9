import Foundation
import Glibc
import Supervision
import Testing

/// Where this system lets us make control groups (as root, or in one that was handed to us).
@Suite(.timeLimit(.minutes(1)))
struct ControlGroupsTests {
    private static let bounded = ControlGroups.bounded()

    private func run(
        _ words: [String], memory: UInt64? = nil, processes: UInt64? = nil
    ) throws -> HostileProgram.Run {
        let label = UUID().uuidString
        let groups = ControlGroups.make(guardian: getpid(), label: label)
            .join(replica: "hostile", memoryBytes: memory, processes: processes)
        defer {
            for group in groups { close(group) }
            ControlGroups.remove(guardian: getpid(), label: label)
        }
        let sandbox = SandboxPlan(isRequired: true, mayFork: true)
        return try HostileProgram()(words, in: sandbox, groups: groups)
    }

    @Test(.enabled(if: bounded.contains("processes")))
    func `processes are counted together, for root too`() throws {
        // Its first process and itself are two of them.
        #expect(try run(["fork", "20"], processes: 7).lines == ["5"])
        #expect(try run(["threads", "20"], processes: 7).lines == ["5"])
        #expect(try run(["fork", "20"]).lines == ["20"])
    }

    @Test(.enabled(if: bounded.contains("memory")))
    func `who takes more memory than the group has is ended`() throws {
        let run = try run(["memory", "1"], memory: 64 << 20)
        #expect(run.lines.isEmpty)
        #expect(run.end == ExitReport(wasSignal: true, status: SIGKILL))
    }

    @Test func `nothing is left of a run's groups`() throws {
        let label = UUID().uuidString
        let files = ControlGroups.make(guardian: getpid(), label: label)
            .join(replica: "r", memoryBytes: 1 << 30, processes: 9)
        let places = files.compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
        }
        for file in files { close(file) }
        #expect(places.allSatisfy { $0.contains("/thrice-\(getpid())-\(label)/r/") })
        ControlGroups.remove(guardian: getpid(), label: label)
        #expect(!places.contains { FileManager.default.fileExists(atPath: $0) })
    }
}
