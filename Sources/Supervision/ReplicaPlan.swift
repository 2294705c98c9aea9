/// What the supervisor needs to start one replica, any number of times.
package struct ReplicaPlan: Codable, Equatable, Sendable {
    package var name: String
    /// An absolute path, or a name without a slash to be found in PATH.
    package var executable: String
    package var arguments: [String]
    /// The whole environment, `NAME=value`; nothing is inherited.
    package var environment: [String]
    package var workingDirectory: String
    package var limits: [Limit] = []
    /// The program that the executable, an adapter, will run; it must be there too.
    package var adapted: String?
    /// Nothing that it executes has more rights than it has.
    package var givesNoPrivileges = true
    /// The processor core that it is pinned to; nil: any.
    package var core: Int?
    package var sandbox: SandboxPlan?

    /// A resource limit of setrlimit(2), soft and hard alike.
    package struct Limit: Codable, Equatable, Sendable {
        package var resource: Int32
        package var value: UInt64

        package init(resource: Int32, value: UInt64) {
            self.resource = resource
            self.value = value
        }
    }

    package init(
        name: String, executable: String, arguments: [String], environment: [String],
        workingDirectory: String
    ) {
        self.name = name
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
    }
}

extension ReplicaPlan {
    /// The same replica with another program; folder, environment, limits and sandbox stay.
    ///
    /// - Parameter words: its command line, its own name first.
    package func running(_ program: String, words: [String]) -> ReplicaPlan {
        var plan = self
        if adapted != nil {
            plan.adapted = program
            let own = arguments.prefix { $0 != "--" }
            plan.arguments = own + ["--", program] + words.dropFirst()
        } else {
            plan.executable = program
            plan.arguments = words
        }
        return plan
    }
}
