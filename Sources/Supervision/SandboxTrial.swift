import CLinux
import Glibc

/// Sets up a sandbox as for a replica, to learn what this kernel refuses of it.
package enum SandboxTrial {
    /// - Returns: the parts that are missing, or with the errno why there is no sandbox at all.
    /// - Complexity: about a millisecond.
    package static func missing() -> Result<SandboxParts, Launch.Failure> {
        var launch = Launch(
            path: "", arguments: [], environment: [],
            standard: (STDIN_FILENO, STDERR_FILENO, STDERR_FILENO))
        launch.sandbox = Launch.Sandbox(plan: SandboxPlan(), view: SandboxView(readable: ["/"]))
        do {
            // There is no program of that name: everything but its execution is done.
            let process = try launch.start()
            close(process.handle)
            return .success(process.missing)
        } catch .failed(Int32(THRICE_STAGE_EXECUTE.rawValue), _, let missing) {
            return .success(missing)
        } catch {
            return .failure(error)
        }
    }
}
