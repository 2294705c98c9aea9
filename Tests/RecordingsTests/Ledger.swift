import Voting

/// A small specification. Demands are numbers from 0 to 99. Without state an answer is one more or
/// one less than the demand; of 13 it cannot say, and 50 allows 51 only. With state the demand is
/// added to the replica's own total, and one more is right, too; with feedback the total is what
/// went out before.
final class Ledger: AcceptanceTest {
    let hasState: Bool
    let takesFeedback: Bool
    private var totals: [Int: Int] = [:]
    private var last = ""
    private var lastDemand = 0
    private(set) var log: [String] = []

    init(hasState: Bool = false, takesFeedback: Bool = false) {
        self.hasState = hasState
        self.takesFeedback = takesFeedback
    }

    func admits(_ demand: AskedDemand) -> Bool {
        last = "not a number from 0 to 99"
        return Self.number(demand.bytes).map { 0..<100 ~= $0 } ?? false
    }

    func begins(_ replica: Int) { totals[replica] = 0 }

    func judge(
        _ replica: Int, _ demand: AskedDemand, answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        let before = String(decoding: demand.previous, as: UTF8.self)
        let said = String(decoding: answer, as: UTF8.self)
        lastDemand = Self.number(demand.bytes) ?? -1
        log.append((before.isEmpty ? "" : before + " ") + "\(lastDemand) = \(said)")
        last = "not allowed for \(lastDemand): \(said)"
        guard let answered = Self.number(answer) else {
            totals[replica] = nil
            return .rejected
        }
        if !hasState {
            if lastDemand == 13 {
                last = "undecided: 13"
                return .undecided
            }
            let allowed = lastDemand == 50 ? [51] : [lastDemand - 1, lastDemand + 1]
            return allowed.contains(answered) ? .accepted : .rejected
        }
        guard let own = totals[replica] else {
            last = ""
            return .rejected
        }
        let total = (takesFeedback ? Int(before) : nil) ?? own
        let isRight = answered == total + lastDemand || answered == total + lastDemand + 1
        totals[replica] = isRight ? answered : nil
        return isRight ? .accepted : .rejected
    }

    func reason() -> String { last }

    func isDeterministic() -> Bool? { last.isEmpty ? nil : lastDemand == 50 }

    private static func number(_ bytes: UnsafeRawBufferPointer) -> Int? {
        Int(String(decoding: bytes, as: UTF8.self))
    }
}
