import Voting

/// Holds each replica against its own walk. The twins that carry a planted bug override a step.
class WalkTest: AcceptanceTest {
    var hasState: Bool { true }
    private let hasFeedback: Bool
    private let precondition: Scenario.Precondition
    private var walks: [Int: Walk] = [:]

    required init(_ scenario: Scenario) {
        hasFeedback = scenario.plan.hasFeedback
        precondition = scenario.precondition
    }

    var asksState: Bool { precondition == .asked }

    func admits(_ demand: AskedDemand) -> Bool {
        Walk.admits(demand.bytes)
    }

    func admits(_ demand: AskedDemand, for replica: Int) -> Bool {
        guard var walk = walks[replica] else { return true }
        if hasFeedback { walk.hear(demand.previous) }
        return walk.promises(demand.bytes)
    }

    func begins(_ replica: Int) { walks[replica] = Walk() }

    func judge(
        _ replica: Int, _ demand: AskedDemand, answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        guard var walk = walks[replica] else { return .rejected }
        defer { walks[replica] = walk }
        if hasFeedback { walk.hear(demand.previous) }
        if precondition != .none && !walk.promises(demand.bytes) { walk.leave() }
        if walk.hasLeft { return .outside }
        return walk.allows(Array(answer), to: demand.bytes) ? .accepted : .rejected
    }

    func judge(_ replica: Int, state: UnsafeRawBufferPointer) -> Acceptance {
        guard let walk = walks[replica], let state = Array(state) as [UInt8]?, walk.text == state
        else { return .rejected }
        return .accepted
    }

    func begins(_ replica: Int, in state: UnsafeRawBufferPointer) -> Bool {
        walks[replica] = Walk(state)
        return walks[replica] != nil
    }

    func reason() -> String { "no step of its walk" }

    func isDeterministic() -> Bool? { false }
}

/// It says that nothing depends on late answers.
final class ForgetfulTest: WalkTest {
    override var hasState: Bool { false }
}

/// It takes a restarted replica for the one it was before.
final class UnresetTest: WalkTest {
    private var known: Set<Int> = []

    override func begins(_ replica: Int) {
        if known.insert(replica).inserted { super.begins(replica) }
    }
}

/// It judges by what went out one demand too early.
final class StaleFeedbackTest: WalkTest {
    private var heard: [[UInt8]] = [[], []]

    override func judge(
        _ replica: Int, _ demand: AskedDemand, answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        let previous = Array(demand.previous)
        if heard[1] != previous { heard = [heard[1], previous] }
        return heard[0].withUnsafeBytes {
            let stale = AskedDemand(number: demand.number, bytes: demand.bytes, previous: $0)
            return super.judge(replica, stale, answer: answer)
        }
    }
}

/// Whatever it thinks of an answer, the ballot counts.
final class LenientTest: WalkTest {
    override func judge(
        _ replica: Int, _ demand: AskedDemand, answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        _ = super.judge(replica, demand, answer: answer)
        return .accepted
    }
}

/// It lets every demand in.
final class CarelessTest: WalkTest {
    override func admits(_ demand: AskedDemand) -> Bool { true }
}

/// It takes every state for one in which all demands are promised something.
final class UnaskedTest: WalkTest {
    override func admits(_ demand: AskedDemand, for replica: Int) -> Bool { true }
}

/// It blames replicas for what they say where nothing is promised.
final class BlamingTest: WalkTest {
    override func judge(
        _ replica: Int, _ demand: AskedDemand, answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        let said = super.judge(replica, demand, answer: answer)
        return said == .outside ? .rejected : said
    }
}
