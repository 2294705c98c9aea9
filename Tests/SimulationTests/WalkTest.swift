import Voting

/// Holds each replica against its own walk. The twins that carry a planted bug override a step.
class WalkTest: AcceptanceTest {
    var hasState: Bool { true }
    private let hasFeedback: Bool
    private var walks: [Int: Walk] = [:]

    required init(hasFeedback: Bool) { self.hasFeedback = hasFeedback }

    func admits(_ demand: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer) -> Bool {
        Walk.admits(demand)
    }

    func begins(_ replica: Int) { walks[replica] = Walk() }

    func judge(
        _ replica: Int, _ demand: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer,
        answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        if hasFeedback { walks[replica]?.hear(previous) }
        return walks[replica]?.allows(Array(answer), to: demand) == true ? .accepted : .rejected
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
        _ replica: Int, _ demand: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer,
        answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        if heard[1] != Array(previous) { heard = [heard[1], Array(previous)] }
        return heard[0].withUnsafeBytes {
            super.judge(replica, demand, previous: $0, answer: answer)
        }
    }
}

/// Whatever it thinks of an answer, the ballot counts.
final class LenientTest: WalkTest {
    override func judge(
        _ replica: Int, _ demand: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer,
        answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        _ = super.judge(replica, demand, previous: previous, answer: answer)
        return .accepted
    }
}

/// It lets every demand in.
final class CarelessTest: WalkTest {
    override func admits(
        _ demand: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer
    ) -> Bool { true }
}
