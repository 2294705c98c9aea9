import Voting

/// A specification without state: a demand is a number below 1000, and its answer one more or one
/// less. Of 13 it cannot say.
final class Neighbour: AcceptanceTest {
    let hasState = false
    private var last = ""
    private(set) var reasonsAsked = 0
    private(set) var judged: [String] = []

    func admits(_ demand: AskedDemand) -> Bool {
        last = "not a number below 1000"
        return number(demand.bytes).map { $0 < 1000 } ?? false
    }

    func begins(_ replica: Int) {}

    func judge(
        _ replica: Int, _ demand: AskedDemand, answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        let said = String(decoding: answer, as: UTF8.self)
        judged.append("\(replica): \(String(decoding: demand.bytes, as: UTF8.self)) \(said)")
        last = "not next to \(String(decoding: demand.bytes, as: UTF8.self)): \(said)"
        guard let asked = number(demand.bytes), let answered = number(answer) else {
            return .rejected
        }
        if asked == 13 {
            last = "undecided: 13"
            return .undecided
        }
        return abs(asked - answered) == 1 ? .accepted : .rejected
    }

    func reason() -> String {
        reasonsAsked += 1
        return last
    }

    func isDeterministic() -> Bool? { false }
}

func number(_ bytes: some Sequence<UInt8>) -> Int? {
    Int(String(decoding: Array(bytes), as: UTF8.self))
}
