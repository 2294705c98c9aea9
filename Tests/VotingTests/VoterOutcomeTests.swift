import Testing
import Voting

@Suite struct VoterOutcomeTests {
    /// What a replica does with a demand.
    private enum Behaviour: CaseIterable {
        case right, wrongA, wrongB, silent, crashed

        var answer: String? {
            switch self {
            case .right: "right"
            case .wrongA: "a"
            case .wrongB: "b"
            case .silent, .crashed: nil
            }
        }
    }

    private func combinations(_ count: Int) -> [[Behaviour]] {
        guard count > 0 else { return [[]] }
        return combinations(count - 1).flatMap { head in Behaviour.allCases.map { head + [$0] } }
    }

    @Test(arguments: 1...4)
    func `what goes out is what the definition says`(replicas: Int) {
        for agree in (replicas / 2 + 1)...replicas {
            for behaviours in combinations(replicas) {
                var rig = Rig(replicas, agree: agree) { $0.restarts = false }
                rig.give("1\n")
                for (replica, behaviour) in behaviours.enumerated() {
                    if let answer = behaviour.answer { rig.say(replica, answer + "\n") }
                    if behaviour == .crashed { rig.lose(replica) }
                }
                rig.pass()
                let enough: String? = ["right", "a", "b"].first { answer in
                    behaviours.count { $0.answer == answer } >= agree
                }
                let defined = (enough ?? "SAFE") + "\n"
                #expect(rig.released() == defined, "\(behaviours) of \(agree)")
                rig.pass()
                rig.end()
                #expect(rig.isFinished == true)
                for replica in 0..<replicas { #expect(rig.ballots(replica).ballots == 1) }
            }
        }
    }
}
