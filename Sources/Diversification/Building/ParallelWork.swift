import Dispatch
import Synchronization

/// Runs blocking work on several threads.
enum ParallelWork {
    /// The results in the order of the items.
    /// - Parameter jobs: how many run at a time, at most as many as there are processors.
    static func map<Item: Sendable, Value: Sendable>(
        _ items: [Item], jobs: Int, _ work: @escaping @Sendable (Item) -> Value,
        progress: @escaping @Sendable (_ done: Int) -> Void = { _ in }
    ) -> [Value] {
        let next = Mutex(0)
        let results = Mutex([Value?](repeating: nil, count: items.count))
        DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, items.count))) { _ in
            while true {
                let index = next.withLock { number in
                    defer { number += 1 }
                    return number
                }
                guard index < items.count else { return }
                let value = work(items[index])
                let done = results.withLock { results in
                    results[index] = value
                    return results.count { $0 != nil }
                }
                progress(done)
            }
        }
        return results.withLock { $0.map { $0! } }
    }
}
