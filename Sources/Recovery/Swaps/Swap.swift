/// How far the swap of one seat's program has come.
struct Swap: Equatable, Sendable {
    enum Stage: Equatable, Sendable {
        /// The newcomer is watched as a shadow, or demands are counted; then it waits until the
        /// seat can be missed.
        case waiting(good: UInt64)
        /// The old one finishes what it holds.
        case leaving
        case proving(good: UInt64)
        /// The newcomer has answered badly, and is to leave; when it stayed, it is asked again.
        case failing(retryAt: UInt64?)
    }

    static let retryNanoseconds: UInt64 = 1_000_000_000

    let terms: SwapTerms
    var stage = Stage.waiting(good: 0)

    /// Whether the newcomer may come as far as it is concerned.
    var isDue: Bool {
        guard case .waiting(let good) = stage else { return false }
        return good >= terms.after
    }

    /// Takes a ballot of its shadow or of its seat.
    ///
    /// - Returns: whether the newcomer has just proved itself (true), or failed (false); nil when
    ///   neither.
    mutating func closed(_ replica: Int, _ closing: Closing, count: UInt64, isExcused: Bool)
        -> Bool?
    {
        switch stage {
        case .waiting(let good) where replica == terms.shadow:
            if closing == .inTime {
                stage = .waiting(good: good.saturatingAdd(count))
            } else if !(closing.isAboutTime && isExcused) {
                stage = .waiting(good: 0)
            }
        case .proving(let good) where replica == terms.seat:
            if closing == .inTime {
                stage = .proving(good: good.saturatingAdd(count))
                return good.saturatingAdd(count) >= terms.proof ? true : nil
            }
            // Until it has been in time once it starts, or the machine is slow.
            if closing.isAboutTime && (isExcused || good == 0) { return nil }
            return false
        default: break
        }
        return nil
    }

    mutating func admitted(_ demands: UInt64) {
        guard terms.shadow == nil, case .waiting = stage else { return }
        stage = .waiting(good: demands)
    }
}
