import CLinux
import Glibc

/// One start of a program through the C launcher.
package struct Launch {
    package enum Failure: Error, Equatable, Sendable {
        /// `missing` is what the kernel has refused of a sandbox that is required.
        case failed(stage: Int32, error: Int32, missing: SandboxParts = [])
    }

    package struct Process: Sendable {
        package let number: pid_t
        /// Of the program; close-on-exec.
        package let handle: Int32
        /// The program itself: in a sandbox the child of `number`, which ends when it has ended.
        package let program: pid_t
        /// In a sandbox, where its first process tells how the program ended; close-on-exec.
        package let report: Int32?
        /// What the kernel has refused of the sandbox.
        package let missing: SandboxParts
    }

    package var path: String
    package var arguments: [String]
    package var environment: [String]
    package var folder: String?
    /// Become 0, 1 and 2.
    package var standard: (Int32, Int32, Int32)
    /// Become 3, 4, …; every other descriptor is closed.
    package var passed: [Int32] = []
    package var limits: [ReplicaPlan.Limit] = []
    /// In a session and process group of its own.
    package var isLeader = false
    /// A child of the caller's parent instead of the caller.
    package var isSibling = false
    /// Goes on when the parent ends.
    package var outlivesParent = false
    /// Leaves Ctrl-C to somebody else.
    package var ignoresTerminal = false
    /// Nothing that it executes has more rights than it has.
    package var givesNoPrivileges = true
    /// The processor core that it is pinned to; nil: any.
    package var core: Int?
    /// How much lower its priority is than usual, 1...19; 0: as ours.
    package var niceness: Int32 = 0
    package var sandbox: Sandbox?

    package init(
        path: String, arguments: [String], environment: [String],
        standard: (Int32, Int32, Int32)
    ) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.standard = standard
    }

    /// Returns once the program runs. It ends when the thread that is to be its parent ends.
    package func start() throws(Failure) -> Process {
        var request = thrice_launch()
        request.standard = standard
        request.passed_count = Int32(passed.count)
        withUnsafeMutableBytes(of: &request.passed) { room in
            let places = room.bindMemory(to: Int32.self)
            for (index, descriptor) in passed.enumerated() { places[index] = descriptor }
        }
        request.limit_count = Int32(limits.count)
        withUnsafeMutableBytes(of: &request.limits) { room in
            let places = room.bindMemory(to: thrice_limit.self)
            for (index, limit) in limits.enumerated() {
                places[index] = thrice_limit(resource: limit.resource, value: limit.value)
            }
        }
        request.new_session = isLeader ? 1 : 0
        request.as_sibling = isSibling ? 1 : 0
        request.parent = isSibling ? getppid() : getpid()
        request.outlives_parent = outlivesParent ? 1 : 0
        request.ignore_signals = ignoresTerminal ? 1 : 0
        request.gives_no_privileges = givesNoPrivileges ? 1 : 0
        request.core = Int32(core ?? -1)
        request.niceness = niceness
        let result = withSandbox(&request) { request in withStrings(&request) }
        let missing = SandboxParts(rawValue: result.missing)
        guard result.stage == Int32(THRICE_LAUNCHED.rawValue) else {
            throw .failed(stage: result.stage, error: result.error, missing: missing)
        }
        return Process(
            number: result.pid, handle: result.pidfd, program: result.program,
            report: result.report >= 0 ? result.report : nil, missing: missing)
    }

    private func withStrings(_ request: inout thrice_launch) -> thrice_launched {
        let words = arguments.map { strdup($0) } + [nil]
        let variables = environment.map { strdup($0) } + [nil]
        defer { for string in words + variables { free(string) } }
        return words.withUnsafeBufferPointer { words in
            variables.withUnsafeBufferPointer { variables in
                path.withCString { path in
                    folder.withOptionalCString { folder in
                        request.path = path
                        request.folder = folder
                        request.arguments = words.baseAddress
                        request.environment = variables.baseAddress
                        return thrice_start(&request)
                    }
                }
            }
        }
    }
}

extension Optional where Wrapped == String {
    fileprivate func withOptionalCString<Result>(
        _ body: (UnsafePointer<CChar>?) -> Result
    ) -> Result {
        guard let self else { return body(nil) }
        return self.withCString { body($0) }
    }
}
