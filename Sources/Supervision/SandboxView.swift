import Foundation
import Glibc

/// What a sandboxed program sees of the files.
///
/// A static executable sees itself, the files that its command names and what the ensemble adds.
/// Everything else needs a loader, libraries or an interpreter: it also sees the system's.
package struct SandboxView: Equatable {
    package let readable: [String]
    /// Whether it has a `/proc`, of its own processes.
    package let seesItself: Bool

    /// Programs and libraries, how they are found, and what runtimes ask of the processors.
    package static let system =
        [
            "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache",
            "/etc/alternatives", "/etc/localtime", "/etc/ssl/openssl.cnf",
            "/sys/devices/system/cpu",
        ] + javaSettings

    /// Debian keeps what a Java runtime cannot start without in a folder a version.
    private static let javaSettings =
        ((try? FileManager.default.contentsOfDirectory(atPath: "/etc")) ?? [])
        .filter { $0.hasPrefix("java-") }.sorted().map { "/etc/\($0)" }

    init(readable: [String]) {
        self.readable = readable
        seesItself = false
    }

    /// - Parameters:
    ///   - executable: what is executed, an absolute path.
    ///   - adapted: what it, an adapter, will execute; an absolute path.
    package init(executable: String, adapted: String?, plan: ReplicaPlan, sandbox: SandboxPlan) {
        var files = [executable] + (adapted.map { [$0] } ?? [])
        for word in plan.arguments.dropFirst() where word.contains("/") || word.contains(".") {
            let path = word.hasPrefix("/") ? word : "\(plan.workingDirectory)/\(word)"
            var status = stat()
            if stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG { files.append(path) }
        }
        files += sandbox.readable
        // The adapter is this program, which is static.
        seesItself = !ElfHeader.isStatic(adapted ?? executable)
        if seesItself { files += Self.system }
        readable = files
    }
}
