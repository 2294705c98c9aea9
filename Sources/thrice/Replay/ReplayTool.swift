import ArgumentParser
import Foundation
import Supervision

/// A program under which a replica is run by somebody who looks into it.
enum ReplayTool: String, ExpressibleByArgument, CaseIterable {
    case gdb
    case valgrind

    /// - Throws: with the Debian package, when it is not installed.
    func path() throws -> String {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        guard let path = try? ExecutablePath.find(rawValue, searchPath: folders) else {
            throw ThriceError(
                .toolMissing, "cannot replay under \(rawValue): it is not in PATH",
                hint: "sudo apt-get install \(rawValue)")
        }
        return path
    }

    /// The plan of a replica that valgrind runs: no sandbox, and no limits but that it leaves no
    /// memory image, for valgrind needs more of everything than the replica does.
    static func underValgrind(_ plan: ReplicaPlan, path: String) -> ReplicaPlan {
        var plan = plan
        plan.sandbox = nil
        plan.limits.removeAll { $0.resource != Int32(RLIMIT_CORE.rawValue) }
        let front = [path, "--error-limit=no", "--track-origins=yes", "--"]
        if let adapted = plan.adapted,
            let end = plan.arguments.firstIndex(of: "--")
        {
            plan.arguments =
                plan.arguments[...end] + front + [adapted] + plan.arguments[end...].dropFirst(2)
            plan.adapted = path
        } else {
            plan.arguments = front + [plan.executable] + plan.arguments.dropFirst()
            plan.executable = path
        }
        return plan
    }

    /// How much longer than alone a replica may take under valgrind.
    static let valgrindPatience: UInt64 = 100
    static let valgrindNanosecondsMin: UInt64 = 30_000_000_000
}
