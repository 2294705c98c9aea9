import Foundation
import Synchronization

/// Runs blocking work on several threads.
///
/// Each has a stack on which any expression that libclang can read is walked by recursion; of its
/// memory only what is touched counts. Work that has parallel work in it shares its threads out.
enum ParallelWork {
    private static let stackBytes = 1 << 30

    /// How many threads the work on this one may use; nil outside of any work.
    @TaskLocal private static var granted: Int?

    /// The results in the order of the items.
    /// - Parameters:
    ///   - jobs: how many run at a time; nil for what is granted to the work that this is part of,
    ///     or one for each processor.
    ///   - weight: about how long an item takes; the longest are begun first.
    /// - Throws: the first failure in the order of the items, when all are done.
    static func map<Item: Sendable, Value: Sendable, Failure: Error>(
        _ items: [Item], jobs: Int? = nil, weight: (Item) -> Int = { _ in 0 },
        _ work: @escaping @Sendable (Item) throws(Failure) -> Value,
        progress: @escaping @Sendable (_ done: Int) -> Void = { _ in }
    ) throws(Failure) -> [Value] {
        let jobs = max(1, jobs ?? granted ?? ProcessInfo.processInfo.activeProcessorCount)
        let threads = min(jobs, items.count)
        let weights = items.map(weight)
        let order = items.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }
        let next = Mutex(0)
        let results = Mutex([Result<Value, Failure>?](repeating: nil, count: items.count))
        let takeAll: @Sendable () -> Void = {
            while true {
                let turn = next.withLock { number in
                    defer { number += 1 }
                    return number
                }
                guard turn < items.count else { return }
                let index = order[turn]
                let value = Result { () throws(Failure) in try work(items[index]) }
                let done = results.withLock { results in
                    results[index] = value
                    return results.count { $0 != nil }
                }
                progress(done)
            }
        }
        if threads == 1, granted != nil {
            takeAll()
        } else {
            run(threads) { $granted.withValue(jobs / threads, operation: takeAll) }
        }
        var values: [Value] = []
        for result in results.withLock({ $0 }) { values.append(try result!.get()) }
        return values
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// Runs the body once on each of so many threads; here when there can be none.
    private static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackBytes)
        var threads: [pthread_t] = []
        for _ in 0..<count {
            var thread = pthread_t()
            let context = Unmanaged.passRetained(Body(body))
            let status = pthread_create(
                &thread, &attributes,
                { context in
                    Unmanaged<Body>.fromOpaque(context!).takeRetainedValue().run()
                    return nil
                }, context.toOpaque())
            if status == 0 { threads.append(thread) } else { context.release() }
        }
        if threads.isEmpty, count > 0 { body() }
        for thread in threads { pthread_join(thread, nil) }
    }
}

/// What one thread at a time uses, handed from one to another.
struct Handed<Value>: @unchecked Sendable {
    let value: Value
}
