import Campaigns
import Testing

@Suite struct RecheckJudgementTests {
    private let names = ["a", "b", "c"]
    private static let with = LiveVerdict.Ballot("answered", isSupporter: true)
    private static let against = LiveVerdict.Ballot("answered")

    private func recheck(
        _ cached: CachedVerdict.Ballot, _ live: LiveVerdict.Ballot, lines: [String] = ["GO"],
        b: LiveVerdict.Ballot = with, overBudget: Set<Int> = [], late: Set<String> = []
    ) -> Recheck {
        let verdict = CachedVerdict(
            released: Array("GO".utf8),
            ballots: [.answered(isSupporter: true), .answered(isSupporter: true), cached])
        let seen = LiveVerdict(
            lines: lines.map { Array($0.utf8) }, ballots: ["a": Self.with, "b": b, "c": live],
            late: late)
        return RecheckJudgement(
            verdict, seen, names: names, hit: [2], restrictive: Array("NONE".utf8)
        ) {
            $0 == $1
        }
        .recheck(overBudget: overBudget)
    }

    @Test(arguments: [
        (CachedVerdict.Ballot.answered(isSupporter: true), [with]),
        (.answered(isSupporter: false), [against]),
        (.refused, [LiveVerdict.Ballot("malformed"), .init("rejected")]),
        (.silent, [.init("late"), .init("silent"), .init("overdue")]),
        (.broken, [.init("crashed"), .init("malformed")]),
    ])
    func `a ballot is the same or it is not`(
        _ cached: CachedVerdict.Ballot, _ same: [LiveVerdict.Ballot]
    ) {
        let words = ["late", "silent", "overdue", "crashed", "malformed", "rejected", "absent"]
        for live in [Self.with, Self.against] + words.map({ LiveVerdict.Ballot($0) }) {
            let outcome = recheck(cached, live).outcome
            #expect(outcome == (same.contains(live) ? .same : .differs), "\(cached) \(live)")
        }
    }

    @Test func `another answer, two answers or none that went out are no agreement`() {
        let cached = CachedVerdict.Ballot.answered(isSupporter: false)
        for lines in [["SAFE"], ["GO", "GO"], []] {
            #expect(recheck(cached, Self.against, lines: lines).outcome == .differs, "\(lines)")
        }
        let other = recheck(cached, Self.against, lines: ["SAFE"])
        #expect(other.note == "'SAFE' went out, cached 'GO'")
    }

    @Test func `one that was not hit and is late says nothing, one that dissents says much`() {
        let cached = CachedVerdict.Ballot.broken
        let late = recheck(cached, .init("crashed"), b: .init("overdue"))
        #expect(late == Recheck(.missed, "b, which was not hit, was late"))
        #expect(recheck(cached, .init("crashed"), b: Self.against).outcome == .differs)
    }

    @Test func `a copy that was given up may be a replica that answers`() {
        #expect(recheck(.silent, Self.with, overBudget: [2]).outcome == .slower)
        #expect(recheck(.silent, .init("silent"), overBudget: [2]).outcome == .same)
        #expect(recheck(.silent, .init("crashed"), overBudget: [2]).outcome == .differs)
    }

    @Test func `what nobody expected to go out is no matter of time`() {
        for line in ["GO", "NONE"] {
            let slow = recheck(.silent, Self.with, lines: [line], overBudget: [2])
            #expect(slow.outcome == .slower)
        }
        let wrong = recheck(.silent, Self.with, lines: ["BAD"], overBudget: [2])
        #expect(wrong == Recheck(.differs, "'BAD' went out, cached 'GO'"))
        let beside = recheck(.broken, .init("crashed"), lines: ["BAD"], b: .init("overdue"))
        #expect(beside.outcome == .differs)
    }

    @Test func `an answer that comes after the deadline came, one that never comes differs`() {
        let cached = CachedVerdict.Ballot.answered(isSupporter: true)
        #expect(recheck(cached, .init("overdue"), late: ["c"]).outcome == .slower)
        #expect(recheck(cached, .init("overdue"), late: ["a"]).outcome == .differs)
        #expect(recheck(cached, .init("crashed"), late: ["c"]).outcome == .differs)
    }
}
