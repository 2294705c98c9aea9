import Foundation

/// What any of several threads may take up next: in order, so that their targets go on.
final class GroupQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private var turns: Turns<TrialGroup>

    init(_ groups: [TrialGroup]) { turns = Turns(groups, isAlone: \.isAlone) }

    /// Waits until there is a group that may run now; `done` is to be called behind it.
    ///
    /// - Returns: nil where there is none any more.
    func next() -> TrialGroup? {
        condition.withLock {
            while true {
                switch turns.next() {
                case .work(let group): return group
                case .wait: condition.wait()
                case .none: return nil
                }
            }
        }
    }

    func done() {
        condition.withLock {
            turns.done()
            condition.broadcast()
        }
    }
}
