import Voting

/// A specification with state: each answer is the replica's own total after the demand was added
/// to it, or one more. With feedback what went out before is the total, if it is a number. With a
/// limit nothing is promised of a demand that would take the total beyond it. "?" is undecided.
final class Counter: AcceptanceTest {
    let hasState = true
    let takesFeedback: Bool
    let limit: Int
    /// False: the limit is seen only when an answer is judged.
    let asksState: Bool
    private var left: Set<Int> = []
    /// Nil: not known any more.
    private var totals: [Int: Int?] = [:]
    private(set) var log: [String] = []

    init(takesFeedback: Bool = false, limit: Int = .max, asksState: Bool = false) {
        self.takesFeedback = takesFeedback
        self.limit = limit
        self.asksState = asksState
    }

    func admits(_ demand: AskedDemand) -> Bool {
        number(demand.bytes) != nil
    }

    func admits(_ demand: AskedDemand, for replica: Int) -> Bool {
        guard case .some(.some(let total)) = totals[replica] else { return true }
        return number(demand.bytes).map { total + $0 <= limit } ?? true
    }

    func begins(_ replica: Int) {
        left.remove(replica)
        totals[replica] = .some(0)
        log.append("\(replica) begins")
    }

    func judge(
        _ replica: Int, _ demand: AskedDemand, answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        let before = String(decoding: demand.previous, as: UTF8.self)
        let asked = String(decoding: demand.bytes, as: UTF8.self)
        let said = String(decoding: answer, as: UTF8.self)
        log.append("\(replica): \(before.isEmpty ? "" : before + " ")\(asked) = \(said)")
        if left.contains(replica) || !admits(demand, for: replica) {
            left.insert(replica)
            totals[replica] = .some(nil)
            return .outside
        }
        guard case .some(.some(var total)) = totals[replica] else { return .rejected }
        if said == "?" {
            totals[replica] = .some(nil)
            return .undecided
        }
        if takesFeedback, let released = Int(before) { total = released }
        guard let added = Int(asked), let answered = Int(said),
            answered == total + added || answered == total + added + 1
        else {
            totals[replica] = .some(nil)
            return Int(said) == nil ? .unreadable : .rejected
        }
        totals[replica] = .some(answered)
        return .accepted
    }

    func reason() -> String { "the total is another" }

    func isDeterministic() -> Bool? { false }
}
