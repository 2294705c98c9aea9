import Ensembles
import Foundation
import Supervision

/// The call of the sibling executable `thrice-generate` for one ensemble.
struct GeneratorCall {
    /// An absolute path that can be executed.
    let executable: String
    /// Without the program's name at the front.
    let arguments: [String]
    private let ensemble: Ensemble

    /// - Throws: `.toolMissing` when the executable was not built.
    /// - Precondition: the ensemble has variants.
    init(_ ensemble: Ensemble, jobs: Int? = nil, json: Bool = false) throws {
        guard let variants = ensemble.variants else {
            preconditionFailure("'\(ensemble.program)' has no variants")
        }
        self.ensemble = ensemble
        executable = SiblingExecutable.path("thrice-generate")
        guard FileManager.default.isExecutableFile(atPath: executable) else {
            throw ThriceError(
                .toolMissing,
                "cannot generate variants of '\(ensemble.program)': thrice-generate is not built, "
                    + "libclang 19 was missing",
                hint: "sudo apt-get install libclang-19-dev && make build")
        }
        var words = [
            "--source", ensemble.sourcePath, "--output", ensemble.buildPath,
            "--count", "\(variants.count)", "--seed", "\(variants.seed)",
            "--name", ensemble.program,
        ]
        if let demands = ensemble.demandsPath { words += ["--demands", demands] }
        for flag in variants.flags { words += ["--cflags", flag] }
        if let jobs { words += ["--jobs", "\(jobs)"] }
        if json { words.append("--json") }
        arguments = words
    }

    /// Runs it as a child whose results go to standard error: standard output is somebody else's.
    ///
    /// - Throws: with the generator's own status when it failed; it has said why.
    func runToItsEnd() throws {
        let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
        let launch = Launch(
            path: executable, arguments: [executable] + arguments, environment: environment,
            standard: (STDIN_FILENO, STDERR_FILENO, STDERR_FILENO))
        guard let process = try? launch.start() else {
            throw ThriceError(.toolMissing, "cannot start '\(executable)'", hint: "make build")
        }
        close(process.handle)
        var status: Int32 = 0
        while waitpid(process.number, &status, 0) < 0 && errno == EINTR {}
        if status != 0 {
            throw Silent(status: ExitStatus(rawValue: status >> 8 & 0xFF) ?? .ourBug)
        }
    }

    /// - Returns: only when it failed.
    func replaceThisProcess() -> ThriceError {
        var words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) }
        words.append(nil)
        execv(executable, words)
        let cause = String(cString: strerror(errno))
        return ThriceError(
            .toolMissing, "cannot start '\(executable)': \(cause)", hint: "make build")
    }

    /// Waits for the end of the generator; all that it says goes to the error stream.
    ///
    /// - Throws: the generator's own status when that is not 0.
    func run() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.standardError
        try process.run()
        process.waitUntilExit()
        let isExit = process.terminationReason == .exit
        guard isExit, process.terminationStatus == 0 else {
            let status = isExit ? ExitStatus(rawValue: process.terminationStatus) : nil
            throw ThriceError(
                status ?? .ourBug,
                "cannot generate variants of '\(ensemble.program)': thrice-generate ended with "
                    + (isExit ? "" : "signal ") + "\(process.terminationStatus)",
                hint: "thrice generate \(ensemble.folder)")
        }
    }

    /// Makes the variants that are not there, or not of what the ensemble says now.
    ///
    /// - Parameter say: told first what is going to be done and why.
    static func generateWhatIsMissing(_ ensemble: Ensemble, say: (String) -> Void) throws {
        guard let reason = VariantFamily(of: ensemble)?.reasonToGenerate() else { return }
        say("generating variants of '\(ensemble.program)': \(reason)")
        try GeneratorCall(ensemble).run()
    }
}
