import Voting

/// A specification with state: each answer is the replica's own total after the demand was added
/// to it, or one more. With feedback what went out before is the total, if it is a number.
final class Counter: AcceptanceTest {
    let hasState = true
    let takesFeedback: Bool
    /// Nil: not known any more.
    private var totals: [Int: Int?] = [:]
    private(set) var log: [String] = []

    init(takesFeedback: Bool = false) { self.takesFeedback = takesFeedback }

    func admits(_ demand: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer) -> Bool {
        number(demand) != nil
    }

    func begins(_ replica: Int) {
        totals[replica] = .some(0)
        log.append("\(replica) begins")
    }

    func judge(
        _ replica: Int, _ demand: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer,
        answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        let before = String(decoding: previous, as: UTF8.self)
        let asked = String(decoding: demand, as: UTF8.self)
        let said = String(decoding: answer, as: UTF8.self)
        log.append("\(replica): \(before.isEmpty ? "" : before + " ")\(asked) = \(said)")
        guard case .some(.some(var total)) = totals[replica] else { return .rejected }
        if takesFeedback, let released = Int(before) { total = released }
        guard let added = Int(asked), let answered = Int(said),
            answered == total + added || answered == total + added + 1
        else {
            totals[replica] = .some(nil)
            return .rejected
        }
        totals[replica] = .some(answered)
        return .accepted
    }

    func reason() -> String { "the total is another" }

    func isDeterministic() -> Bool? { false }
}
