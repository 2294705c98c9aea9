/// What a mutant did on the demands, beside what the original answered.
package struct MutantTrial: Codable, Equatable, Sendable {
    package enum Outcome: String, Codable, Sendable, CaseIterable {
        /// All answers are the original's: equivalent, or the fault was not reached or masked.
        case notDistinguished
        case wrongAnswers
        /// Ended by a signal, or with another exit status than the original's.
        case crashed
        /// Used up its processor time or its time.
        case hung
        /// Ended well with too few or too many lines, or wrote without end.
        case malformed
    }

    package var outcome: Outcome
    /// Demands that got another answer than the original's, or none.
    package var wrong: Int
    package var demands: Int
    /// The first of them, from 1; missing when there is none.
    package var firstWrong: Int?
    /// How it ended, when it did not end as the original does.
    package var ending: String?
    /// It fails on nearly every demand, or stops at the first one: any test finds it.
    package var isTrivial: Bool

    /// Wrong on this share of the demands is trivial.
    static let trivialShare = 0.95
    /// Processor time: this many times the original's, and a little for starting.
    static let cpuFactor = 10
    static let cpuMargin: Duration = .milliseconds(100)
    /// Time for what waits and works not: a loaded machine must not make a hang of slowness.
    static let timeFactor = 20
    static let timeMargin: Duration = .seconds(2)

    /// Runs the binary at `program` on the demands.
    init(of program: String, beside reference: Reference) {
        var run = ToolRun(
            arguments: [program], input: reference.demandsPath,
            timeLimit: Self.timeMargin + reference.elapsed * Self.timeFactor,
            outputBytesMax: 2 * reference.output.count + 4096)
        run.cpuLimit = Self.cpuMargin + reference.cpuTime * Self.cpuFactor
        let result = run()
        self.init(result, beside: reference.output, ending: reference.ending)
        demands = reference.demands
    }

    /// - Parameters:
    ///   - output: the original's answers, one a line.
    ///   - ending: how the original ended.
    package init(_ result: ToolRun.Result, beside output: [UInt8], ending: ToolRun.Ending) {
        let wanted = Self.lines(of: output)
        let found = Self.lines(of: result.output)
        let common = zip(wanted.lines, found.lines)
        let differing = common.enumerated().filter { $1.0 != $1.1 }
        let missing = max(0, wanted.lines.count - found.lines.count)
        demands = wanted.lines.count
        // What is too much belongs to the last answer.
        let isFramed = found.lines.count == wanted.lines.count && found.rest == wanted.rest
        let isLong = !isFramed && missing == 0 && common.reversed().first.map { $0 == $1 } ?? true
        wrong = differing.count + missing + (isLong ? 1 : 0)
        firstWrong =
            differing.first.map { $0.offset + 1 }
            ?? (isFramed ? nil : min(found.lines.count, max(0, wanted.lines.count - 1)) + 1)
        self.ending = Self.text(result.ending, beside: ending)
        switch result.ending {
        case .timedOut, .cpuUsedUp: outcome = .hung
        case .outputLimitExceeded: outcome = .malformed
        case ending:
            outcome =
                !isFramed
                ? .malformed : differing.isEmpty ? .notDistinguished : .wrongAnswers
        default: outcome = .crashed
        }
        let stops = outcome == .crashed || outcome == .hung || outcome == .malformed
        isTrivial =
            outcome != .notDistinguished
            && (stops && firstWrong == 1
                || Double(wrong) >= Self.trivialShare * Double(max(1, demands)))
    }

    /// Without figures that are measured, which are others each time.
    private static func text(_ ending: ToolRun.Ending, beside original: ToolRun.Ending) -> String? {
        switch ending {
        case original: nil
        case .cpuUsedUp: "not done after \(cpuFactor) times the original's processor time"
        case .timedOut: "not done in time"
        case .outputLimitExceeded: "more than twice the original's output"
        default: "\(ending)"
        }
    }

    /// Complete lines, and what follows the last of them.
    private static func lines(
        of output: [UInt8]
    ) -> (lines: [ArraySlice<UInt8>], rest: ArraySlice<UInt8>) {
        var lines = output.split(separator: 0x0a, omittingEmptySubsequences: false)
        let rest = lines.popLast() ?? []
        return (lines, rest)
    }
}
