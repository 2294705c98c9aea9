/// How a replica is kept from everything but its pipes and the files that it may read.
package struct SandboxPlan: Codable, Equatable, Sendable {
    /// Whether a part that the kernel refuses keeps the replica from starting.
    package var isRequired: Bool
    /// Whether it may make processes, not only threads.
    package var mayFork: Bool
    /// Whether the calls for the time and for random bytes fail: it is to take them from stamps.
    package var deniesTime = false
    package var deniesRandom = false
    /// Files and folders that it may read and execute besides its own; absolute paths.
    package var readable: [String]
    /// Of all its processes together, where it can have a control group; nil: not bounded.
    package var memoryBytes: UInt64?
    /// Processes and threads, its first process among them, likewise.
    package var processes: UInt64?

    package init(isRequired: Bool = false, mayFork: Bool = false, readable: [String] = []) {
        self.isRequired = isRequired
        self.mayFork = mayFork
        self.readable = readable
    }
}
