/// What happened at most `limit` times within any `window`: a ring of the latest instants.
struct SlidingCount: Sendable {
    private let limit: Int
    private let window: UInt64
    private var instants: [UInt64] = []
    /// Of the oldest instant, once the ring is full.
    private var oldest = 0

    /// - Parameter limit: from 0 on; memory for as many instants is taken as they happen.
    init(limit: Int, window: UInt64) {
        self.limit = limit
        self.window = window
    }

    /// Whether one more would be too many.
    func isFull(at now: UInt64) -> Bool {
        guard instants.count >= limit else { return false }
        return limit == 0 || now.since(instants[oldest]) < window
    }

    /// When it is no longer full, if nothing happens before; nil: never.
    func freeAt(_ now: UInt64) -> UInt64? {
        guard isFull(at: now) else { return now }
        return limit == 0 ? nil : instants[oldest].saturatingAdd(window)
    }

    /// Beyond the limit the oldest instant is forgotten.
    mutating func note(_ now: UInt64) {
        guard limit > 0 else { return }
        if instants.count < limit { return instants.append(now) }
        instants[oldest] = now
        oldest = (oldest + 1) % limit
    }
}
