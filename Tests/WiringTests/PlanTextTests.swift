import Testing
import Voting
import Wiring

struct PlanTextTests {
    private var unusual: VoterPlan {
        var plan = VoterPlan(replicas: 5, agree: 3, restrictive: Array("APPLY \u{0} é".utf8))
        plan.deadlineNanoseconds = 7
        plan.deadlineFloorNanoseconds = 6
        plan.startupNanoseconds = 8
        plan.validNanoseconds = 9
        plan.inFlight = 10
        plan.active = 4
        plan.framing = .frames
        plan.isStateful = true
        plan.restarts = false
        plan.output = .records
        plan.answerBytesMax = 1111
        plan.demandBytesMax = 2222
        plan.historyBytesMax = 3333
        plan.window = 64
        plan.policy = "agree=4,tie=lowest"
        plan.answer = "CMV bits 15; LAUNCH boolean"
        plan.fieldPolicies = [1: "unanimity"]
        plan.latch = .agreed(inARow: 3)
        plan.dissentLimit = 6
        plan.faults = FaultHypothesis(crash: 1, symmetric: 2, asymmetric: 3)
        plan.hasFeedback = true
        plan.shadows = 2
        plan.degradedNanosecondsMax = 11
        plan.stamp = StampRule(
            hasTime: true, hasRandom: true, seed: .max, epochNanoseconds: 1_234_567)
        plan.specification = [0, 10, 32, 61, 255]
        plan.selfCheck = SelfCheck(
            demand: [0, 32, 255], answer: Array("é".utf8), everyNanoseconds: 12)
        return plan
    }

    @Test func `a plan with no default in it comes through unchanged`() {
        #expect(PlanText.decode(PlanText.encode(unusual)) == unusual)
    }

    @Test func `a plan that lacks, doubles or misspells a line is refused`() {
        let lines = String(decoding: PlanText.encode(unusual), as: UTF8.self).split(separator: "\n")
        for index in lines.indices {
            var without = lines
            without.remove(at: index)
            #expect(decode(without) == nil, "without \(lines[index])")
            #expect(decode(lines + [lines[index]]) == nil, "\(lines[index]) twice")
            var misspelt = lines
            misspelt[index] = "x" + lines[index]
            #expect(decode(misspelt) == nil, "misspelt \(lines[index])")
            var broken = lines
            broken[index] = lines[index].split(separator: " ")[0] + " ?"
            #expect(decode(broken) == nil, "\(broken[index])")
        }
    }

    @Test func `a specification of 16 MiB comes through, a longer one does not`() {
        var plan = unusual
        plan.specification = (0..<16 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(PlanText.decode(PlanText.encode(plan)) == plan)
        plan.specification.append(0)
        #expect(plan.flaw == "the specification is too long")
        #expect(PlanText.decode(PlanText.encode(plan)) == nil)
    }

    @Test func `a plan with a flaw is refused although it can be read`() {
        var plan = unusual
        plan.agree = 2
        plan.policy = "agree"
        #expect(plan.flaw == "agree: 2 of 5 can elect two answers")
        #expect(PlanText.decode(PlanText.encode(plan)) == nil)
    }

    private func decode(_ lines: [Substring]) -> VoterPlan? {
        PlanText.decode(Array(lines.joined(separator: "\n").utf8))
    }
}
