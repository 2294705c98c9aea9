import Campaigns
import FaultInjection
import Testing

@Suite struct LiveJudgementTests {
    private static let golden = ["1", "2", "3"].map { Array($0.utf8) }

    /// A run in which each demand had one line, a millisecond after it was given.
    private func seen(_ texts: [String?]) -> LiveObservation {
        var seen = LiveObservation()
        for (index, text) in texts.enumerated() {
            let given = UInt64(index) * 10_000_000
            seen.givenAt.append(given)
            seen.lines.append(
                text.map { [.init(bytes: Array($0.utf8), at: given + 1_000_000)] } ?? [])
        }
        seen.last = [.init(bytes: Array("NONE".utf8), at: 99_000_000)]
        (seen.guardian, seen.gate) = (.exited(status: 0), .exited(status: 0))
        seen.injectedAt = 10_500_000
        return seen
    }

    private func judge(
        _ seen: LiveObservation, isControl: Bool = false,
        isAnswer: ([UInt8]) -> Bool = { _ in true }
    ) -> LiveJudgement {
        LiveJudgement(
            seen, golden: Self.golden, restrictive: Array("NONE".utf8), cycle: 5_000_000,
            isControl: isControl, isAnswer: isAnswer)
    }

    @Test func `all right and nothing told is no effect`() {
        let judgement = judge(seen(["1", "2", "3"]))
        #expect(judgement.ensemble == .noEffect)
        #expect(judgement.component == .masked)
        #expect(judgement.latency == 0)
    }

    @Test func `a line that is neither right nor restrictive is a silent wrong output`() {
        let judgement = judge(seen(["1", "7", "3"]))
        #expect(judgement.ensemble == .silentWrong)
        #expect(judgement.wrongAnswer == Array("7".utf8))
        #expect(judgement.latency == 500_000)
        // The right answer to another demand is a wrong one.
        #expect(judge(seen(["1", "1", "3"])).ensemble == .silentWrong)
    }

    @Test func `what has not the form of an answer is not taken by a consumer`() {
        let judgement = judge(seen(["1", "x", "3"])) { $0 != Array("x".utf8) }
        #expect(judgement.ensemble == .detectedSafe)
        #expect(judgement.wrongAnswer == nil)
    }

    @Test func `a wrong line at the very end counts, too`() {
        var end = seen(["1", "2", "3"])
        end.last = [.init(bytes: Array("8".utf8), at: 99_000_000)]
        #expect(judge(end).ensemble == .silentWrong)
        // The right answer to a demand that was never given is a wrong one.
        var early = seen(["1", "2"])
        early.last = [.init(bytes: Array("3".utf8), at: 99_000_000)]
        #expect(judge(early).ensemble == .silentWrong)
        early.last[0].bytes = Array("2".utf8)
        #expect(judge(early).ensemble == .noEffect)
    }

    @Test func `a restrictive line is safe, and so is the end of the stream`() {
        #expect(judge(seen(["1", "NONE", "3"])).ensemble == .detectedSafe)
        var cut = seen(["1", nil])
        cut.cutAt = cut.givenAt[1] + 10_000_000
        #expect(judge(cut).ensemble == .detectedSafe)
        cut.cutAt! += 1
        #expect(judge(cut).ensemble == .detectedLate)
    }

    @Test func `no line for two cycles is too late`() {
        var late = seen(["1", "2", "3"])
        late.lines[1][0].at = late.givenAt[1] + 10_000_001
        #expect(judge(late).ensemble == .detectedLate)
        #expect(judge(seen(["1", nil, "3"])).ensemble == .detectedLate)
    }

    @Test func `what is tolerated is told of or not`() {
        var gone = seen(["1", "2", "3"])
        gone.isComponentGone = true
        #expect(judge(gone).ensemble == .toleratedUnlogged)
        #expect(judge(gone).component == .crash)
        gone.troubles = ["restarts 1"]
        #expect(judge(gone).ensemble == .toleratedLogged)
    }

    @Test func `a run that does not end hangs`() {
        var hung = seen(["1", "2", "3"])
        hung.isHung = true
        hung.troubles = ["run did not end"]
        #expect(judge(hung).component == .hang)
    }

    @Test func `what its guardian had to end hangs, whatever became of the run`() {
        var ended = seen(["1", "NONE", "3"])
        ended.isComponentGone = true
        ended.isComponentLifeless = true
        ended.troubles = ["lifeless voter 1"]
        #expect(judge(ended).component == .hang)
        #expect(judge(ended).ensemble == .detectedSafe)
        ended.lines[1][0].bytes = Array("7".utf8)
        #expect(judge(ended).ensemble == .silentWrong)
    }

    @Test func `a control is like the golden run, or a false alarm`() {
        #expect(judge(seen(["1", "2", "3"]), isControl: true).ensemble == .noEffect)
        var told = seen(["1", "2", "3"])
        told.troubles = ["masked 1"]
        #expect(judge(told, isControl: true).ensemble == .falseAlarm)
        #expect(judge(seen(["1", "NONE", "3"]), isControl: true).ensemble == .falseAlarm)
    }
}
