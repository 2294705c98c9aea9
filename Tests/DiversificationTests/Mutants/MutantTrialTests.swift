import Diversification
import Testing

/// Answers beside the original's, judged.
struct MutantTrialTests {
    private func trial(
        _ output: String, _ ending: ToolRun.Ending = .exited(code: 0),
        original: String = "a\nb\nc\nd\n"
    ) -> MutantTrial {
        var result = ToolRun.Result(ending: ending)
        result.output = Array(output.utf8)
        return MutantTrial(result, beside: Array(original.utf8), ending: .exited(code: 0))
    }

    private static let cases:
        [(String, ToolRun.Ending, MutantTrial.Outcome, wrong: Int, first: Int?, trivial: Bool)] = [
            ("a\nb\nc\nd\n", .exited(code: 0), .notDistinguished, 0, nil, false),
            ("a\nx\nc\nx\n", .exited(code: 0), .wrongAnswers, 2, 2, false),
            ("x\nx\nx\nx\n", .exited(code: 0), .wrongAnswers, 4, 1, true),
            ("x\nb\nc\nd\n", .exited(code: 0), .wrongAnswers, 1, 1, false),
            ("a\nb\n", .killed(signal: 11), .crashed, 2, 3, false),
            ("", .killed(signal: 6), .crashed, 4, 1, true),
            ("a\nb\nc\nd\n", .exited(code: 3), .crashed, 0, nil, false),
            ("a\nb\nc", .cpuUsedUp(limit: .seconds(1)), .hung, 2, 3, false),
            ("", .timedOut(after: .seconds(1)), .hung, 4, 1, true),
            ("a\nb\nc\n", .exited(code: 0), .malformed, 1, 4, false),
            ("a\nb\nc\nd", .exited(code: 0), .malformed, 1, 4, false),
            ("a\nb\nc\nd\ne\n", .exited(code: 0), .malformed, 1, 4, false),
            ("a\nb\nc\nx\ne\n", .exited(code: 0), .malformed, 1, 4, false),
            ("a\nb\nc\nd\n\0", .exited(code: 0), .malformed, 1, 4, false),
            ("a\nb\n", .outputLimitExceeded(limitBytes: 9), .malformed, 2, 3, false),
        ]

    @Test(arguments: cases.indices)
    func `an outcome has its name, its figures and its first demand`(index: Int) {
        let (output, ending, outcome, wrong, first, isTrivial) = Self.cases[index]
        let trial = trial(output, ending)
        #expect(trial.outcome == outcome)
        #expect(trial.wrong == wrong)
        #expect(trial.demands == 4)
        #expect(trial.firstWrong == first)
        #expect(trial.isTrivial == isTrivial)
        #expect((trial.ending == nil) == (ending == .exited(code: 0)))
    }

    @Test func `no measured figure stands in a trial`() {
        let one = trial("a\n", .cpuUsedUp(limit: .milliseconds(101)))
        #expect(one == trial("a\n", .cpuUsedUp(limit: .milliseconds(103))))
        #expect(one.ending == "not done after 10 times the original's processor time")
    }

    @Test func `a program that works without end is stopped by its processor time`() throws {
        var run = ToolRun(
            arguments: ["sh", "-c", "while :; do :; done"], timeLimit: .seconds(60))
        run.cpuLimit = .milliseconds(50)
        let result = run()
        #expect(result.ending == .cpuUsedUp(limit: .milliseconds(50)))
        #expect(result.cpuTime >= .milliseconds(50))
        #expect(result.cpuTime < .seconds(5))
        // What closes its pipes and works on is stopped, too.
        run.arguments = ["sh", "-c", "exec >&- 2>&-; while :; do :; done"]
        #expect(run().ending == .cpuUsedUp(limit: .milliseconds(50)))
        // Waiting is no work.
        run.arguments = ["sleep", "0.2"]
        #expect(run().ending == .exited(code: 0))
    }
}
