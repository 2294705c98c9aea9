import Diversification
import Foundation

/// One compiler's builds of a program and its variants, each in the place of the last one.
struct ProgramBuild {
    /// Compiler and its flags.
    let compiler: [String]
    let flags: [String]
    let directory: TemporaryDirectory

    /// Builds the program in `file` and runs it.
    func callAsFunction(_ file: String, limit: Duration) -> ProgramBehaviour {
        let includes = "-I" + URL(fileURLWithPath: file).deletingLastPathComponent().path
        let arguments =
            compiler + flags + [includes, "-o", "\(directory.path)/program", file, "-lm"]
        let build = ToolRun(arguments: arguments)()
        guard build.hasSucceeded else {
            let said = build.errorText.split(separator: "\n").first { $0.contains("error") }
            return ProgramBehaviour(ending: "does not build: \(said ?? "")")
        }
        return run(limit: limit)
    }

    /// What the program that was built last does.
    func run(limit: Duration) -> ProgramBehaviour {
        let run = ToolRun(
            arguments: ["\(directory.path)/program"], directory: directory.path,
            timeLimit: limit, outputBytesMax: 1 << 22)()
        var isComplete = true
        switch run.ending {
        case .exited, .killed: break
        default: isComplete = false
        }
        return ProgramBehaviour(
            ending: "\(run.ending)", output: run.output, isComplete: isComplete)
    }
}
