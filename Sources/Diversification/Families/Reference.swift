import Foundation

/// What the original answers to the demands: the measure of every variant.
struct Reference: Sendable {
    let demandsPath: String
    let demands: Int
    let output: [UInt8]
    let ending: ToolRun.Ending
    /// What the original took, and of that on a processor.
    let elapsed: Duration
    let cpuTime: Duration
    var timeLimit: Duration { .seconds(10) + elapsed * 50 }

    /// Runs the binary at `program` on the demands.
    init(program: String, demandsPath: String) throws(GenerationError) {
        guard let data = FileManager.default.contents(atPath: demandsPath) else {
            throw GenerationError(
                .missingInput, "cannot read demands '\(demandsPath)': no such file")
        }
        self.demandsPath = URL(fileURLWithPath: demandsPath).path
        let newlines = data.count { $0 == 0x0a }
        demands = newlines + (data.isEmpty || data.last == 0x0a ? 0 : 1)
        let start = ContinuousClock.now
        let result = ToolRun(arguments: [program], input: demandsPath)()
        output = result.output
        ending = result.ending
        cpuTime = result.cpuTime
        switch result.ending {
        case .exited: break
        default:
            throw GenerationError(
                .badData, "cannot run the original on '\(demandsPath)': \(result.ending)")
        }
        elapsed = ContinuousClock.now - start
    }

    /// What is wrong with the binary at `program`; nil when it answers like the original.
    func difference(of program: String) -> String? {
        let result = ToolRun(
            arguments: [program], input: demandsPath, timeLimit: timeLimit,
            outputBytesMax: output.count + 4096)()
        guard result.ending == ending else { return "\(result.ending), the original: \(ending)" }
        guard result.output != output else { return nil }
        let same = zip(result.output, output).prefix { $0 == $1 }
        let line = same.count { $0.0 == 0x0a } + 1
        return "answer \(line) differs from the original's"
    }
}
