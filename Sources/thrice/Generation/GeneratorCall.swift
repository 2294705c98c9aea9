import Ensembles
import Foundation
import Supervision

/// The call of the sibling executable `thrice-generate` for one ensemble.
struct GeneratorCall {
    /// An absolute path that can be executed.
    let executable: String
    /// Without the program's name at the front.
    let arguments: [String]
    /// The same without the output's place and the seed.
    let programArguments: [String]
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
            "--count", "\(variants.count + variants.spares)", "--name", ensemble.program,
        ]
        for source in ensemble.sourcePaths { words += ["--source", source] }
        if let path = ensemble.compileCommandsPath { words += ["--compile-commands", path] }
        words += variants.options
        if let demands = ensemble.demandsPath { words += ["--demands", demands] }
        for flag in variants.flags { words += ["--cflags", flag] }
        if let jobs { words += ["--jobs", "\(jobs)"] }
        if json { words.append("--json") }
        programArguments = words
        arguments = ["--output", ensemble.buildPath, "--seed", "\(variants.seed)"] + words
    }

    /// Runs it as a child, without Foundation's threads (a signal that one of those takes is lost
    /// to the guardian); its results go to standard error: standard output is
    /// somebody else's.
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
        guard status != 0 else { return }
        let wasSignal = status & 0x7F != 0
        throw ThriceError(
            wasSignal ? .ourBug : ExitStatus(rawValue: status >> 8 & 0xFF) ?? .ourBug,
            "cannot generate variants of '\(ensemble.program)': thrice-generate ended with "
                + (wasSignal ? "signal \(status & 0x7F)" : "\(status >> 8 & 0xFF)"),
            hint: "thrice generate \(ensemble.folder)")
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
}
