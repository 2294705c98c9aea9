/// From what a replica is kept, and what it is kept from doing; docs/SAFETY.md says what each level
/// keeps out.
package enum Isolation: String, CaseIterable, Sendable {
    /// Pipes, a session, an environment and limits of its own.
    case none
    /// And no rights beyond those of whoever runs it, whatever it executes.
    case process
    /// And namespaces of its own, files that it can at most read, only the system calls that
    /// computing needs. What the kernel refuses of it is told, and the replica runs without.
    case sandbox
    /// A sandbox, or no start.
    case require

    package var isSandbox: Bool { self == .sandbox || self == .require }
}
