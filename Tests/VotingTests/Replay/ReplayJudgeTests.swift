import Testing
import Voting

/// What a replica says now, held against what was agreed on then.
@Suite struct ReplayJudgeTests {
    private func demand(
        _ number: UInt64, _ text: String, _ answer: String?,
        verdict: RecordedVerdict? = .agreed
    ) -> ReplayedDemand {
        ReplayedDemand(
            number: number, stamped: Array(text.utf8), previous: [], verdict: verdict,
            answer: answer.map { Array($0.utf8) })
    }

    private func judge(
        _ schema: String = "", _ acceptance: (any AcceptanceTest)? = nil
    ) throws -> ReplayJudge {
        var plan = VoterPlan(replicas: 2, agree: 2, restrictive: Array("SAFE".utf8))
        plan.answer = schema
        return ReplayJudge(plan: plan, schema: try plan.rule().schema, acceptance: acceptance)
    }

    private func said(_ text: String) -> Reply { .answer(Array(text.utf8)) }

    @Test func `the ensemble's relation decides, and not the bytes`() throws {
        var judge = try judge("whole; speed real relation=absolute 0.5")
        let near = judge.judge(said("10.4"), to: demand(1, "d", "10"))
        #expect(near.isSame == true && !near.isFault)
        let far = judge.judge(said("10.6"), to: demand(2, "d", "10"))
        #expect(far.isSame == false && far.isFault)
        let unread = judge.judge(said("ten"), to: demand(3, "d", "10"))
        #expect(unread.malformation != nil && unread.isFault)
    }

    @Test func `where nothing was agreed on nothing is compared`() throws {
        var judge = try judge()
        for verdict in [RecordedVerdict.restrictive, .held, nil] {
            let finding = judge.judge(said("x"), to: demand(1, "d", "SAFE", verdict: verdict))
            #expect(finding.isSame == nil && !finding.isFault, "\(String(describing: verdict))")
        }
        #expect(judge.judge(.none(.silent), to: demand(2, "d", "x")).isFault)
    }

    @Test func `a specification that allows several answers goes before what was agreed on`()
        throws
    {
        var judge = try judge("", Counter())
        // 3, or one more.
        let other = judge.judge(said("4"), to: demand(1, "3", "3"))
        #expect(other.acceptance == .accepted && other.isSame == false && !other.isFault)
        let wrong = judge.judge(said("9"), to: demand(2, "1", "9"))
        #expect(wrong.acceptance == .rejected && wrong.isSame == true && wrong.isFault)
        let after = judge.judge(said("5"), to: demand(3, "1", "5"))
        #expect(after.acceptance == nil && after.isSame == true && !after.isFault)
        #expect(after.reason == "not asked: its state is not known after demand 2")
    }

    @Test func `what is outside of the contract is put to nobody`() throws {
        var judge = try judge("", Counter(limit: 5, asksState: true))
        #expect(judge.outsideReason(demand(1, "word", "3")) == "the total is another")
        #expect(judge.outsideReason(demand(1, "4", "4")) == nil)
        _ = judge.judge(said("4"), to: demand(1, "4", "4"))
        #expect(judge.outsideReason(demand(2, "4", "8")) != nil)
        #expect(judge.outsideReason(demand(2, "1", "5")) == nil)
    }
}
