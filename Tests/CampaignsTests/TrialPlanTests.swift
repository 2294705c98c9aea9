import Campaigns
import FaultInjection
import Testing

@Suite struct TrialPlanTests {
    private func plan(_ campaign: Campaign, _ steps: [[UInt64]]) -> TrialPlan {
        let replicas = Array(steps.indices)
        return TrialPlan(
            campaign,
            space: FaultSpace(campaign, replicas: replicas, windows: Rig.windows(steps)))
    }

    @Test func `a trial is the same whoever asks for it, and another with another seed`() {
        let lines = [Rig.line("flip-register-bits")]
        let one = plan(Rig.campaign(lines, seed: 7), [[1000, 50]])
        let same = plan(Rig.campaign(lines, seed: 7), [[1000, 50]])
        let other = plan(Rig.campaign(lines, seed: 8), [[1000, 50]])
        let trials = (1...100).map { one.trial(UInt64($0)) }
        #expect(trials.reversed() == (1...100).reversed().map { same.trial(UInt64($0)) })
        #expect(trials != (1...100).map { other.trial(UInt64($0)) })
    }

    @Test func `long windows get as many more trials as they are longer`() {
        let plan = plan(
            Rig.campaign([Rig.line("flip-register-bits")], trials: 10_000), [[900, 100]])
        let long = (1...plan.count).count { plan.trial($0).demand == 0 }
        // Nine tenths, and five standard deviations.
        #expect(8850...9150 ~= long)
        #expect(plan.trial(1).weight == 102.4)
    }

    @Test func `an exhaustive campaign has each point once`() {
        let plan = plan(
            Rig.campaign([Rig.line("flip-answer-bits")], sampling: .exhaustive), [[1], [1]])
        let points = Set((1...plan.count).map { "\(plan.trial($0).hit) \(plan.trial($0).point)" })
        #expect(plan.count == 48)
        #expect(points.count == 48)
        #expect(plan.trial(48).weight == 1)
    }

    @Test func `lines of a stratified campaign get their shares, and empty ones none`() {
        let lines = [
            Rig.line("flip-register-bits", share: 3), Rig.line("repeat-answer", share: 5),
            Rig.line("omit-answer", share: 1),
        ]
        let plan = plan(Rig.campaign(lines, sampling: .stratified, trials: 1002), [[500]])
        let trials = (1...plan.count).map { plan.trial($0) }
        let counts = lines.indices.map { line in trials.count { $0.line == line } }
        #expect(counts == [752, 0, 250] || counts == [751, 0, 251])
        let weight = trials.reduce(0.0) { $0 + $1.weight }
        #expect(abs(weight - Double(500 * 16 * 64 + 1)) < 1e-3)
    }

    @Test func `without a point there is no trial`() {
        #expect(plan(Rig.campaign([Rig.line("repeat-answer")]), [[1]]).count == 0)
    }
}
