import ArgumentParser

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what this machine lacks, and the command that mends it.",
        discussion: """
            Examples:
              thrice doctor
              thrice doctor --json

            Looks for compilers, libclang and the other executables, and asks the kernel for each \
            feature by using it. Exit status 0: nothing needed is missing; 69: something is. What \
            is optional does not count.
            """)

    @Flag(help: "One JSON object on standard output.")
    var json = false

    func run() throws {
        let report = DoctorReport(ToolSearch.findings + KernelProbes.findings)
        print(json ? try report.json : report.table)
        guard report.isReady else { throw ExitCode(ExitStatus.toolMissing.rawValue) }
    }
}
