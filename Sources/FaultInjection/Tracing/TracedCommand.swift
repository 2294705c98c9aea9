import CLinux
import Glibc

/// A program that is to be traced, as its person would start it.
package struct TracedCommand: Equatable, Sendable {
    /// Absolute, or relative to our folder; not looked for in PATH.
    package var path: String
    /// With the program's own name first.
    package var arguments: [String]
    /// All that it has, but for `THRICE_RUN`, by which what it leaves behind is found.
    package var environment: [String]
    package var folder: String?
    /// Becomes its standard error and stays the caller's; nil: /dev/null.
    package var standardError: Int32?

    package init(_ arguments: [String], environment: [String] = [], folder: String? = nil) {
        path = arguments[0]
        self.arguments = arguments
        self.environment = environment
        self.folder = folder
    }

    /// What messages call it.
    package var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// Starts it, stopped before its first instruction.
    func start(on pipes: TargetPipes, mark: String) throws(TracingError) -> Tracee {
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        return Tracee(
            number: try launch(
                standard: (pipes.inputRead, pipes.outputWrite, standardError ?? nothing),
                mark: mark, runs: false))
    }

    /// Starts it without tracing it, with the same addresses in every run; it ends when the calling
    /// thread does.
    ///
    /// - Parameters:
    ///   - standard: become 0, 1 and 2; every other descriptor is closed.
    ///   - mark: `NAME=value`, for its environment.
    package func run(
        standard: (Int32, Int32, Int32), mark: String
    ) throws(TracingError) -> pid_t {
        try launch(standard: standard, mark: mark, runs: true)
    }

    private func launch(
        standard: (Int32, Int32, Int32), mark: String, runs: Bool
    ) throws(TracingError) -> pid_t {
        let words = arguments.map { strdup($0) } + [nil]
        let variables = (environment + [mark]).map { strdup($0) } + [nil]
        let folder = folder.map { strdup($0) } ?? nil
        let path = strdup(path)
        defer { for string in words + variables + [folder, path] { free(string) } }
        let number = words.withUnsafeBufferPointer { words in
            variables.withUnsafeBufferPointer { variables in
                var launch = thrice_traced_launch()
                launch.path = UnsafePointer(path)
                launch.arguments = words.baseAddress
                launch.environment = variables.baseAddress
                launch.folder = UnsafePointer(folder)
                launch.standard = standard
                launch.runs = runs ? 1 : 0
                return thrice_start_traced(&launch)
            }
        }
        guard number > 0 else { throw .cannotStart(program: self.path, error: errno) }
        return number
    }
}
