import CLinux

/// How the journal is, as anybody who has the ring can see it.
package enum JournalCondition: Equatable, Sendable {
    /// The journaler reads and repairs; nothing may be appended yet.
    case starting
    case running
    /// A call to the disk has not come back for so long.
    case stalled(nanoseconds: UInt64)
    case diskFull
    case failed(errno: Int32)
    case closed
    /// Whoever reaps the journaler has said so; a new one may follow.
    case dead
    /// The word is none that a journaler writes.
    case unknown
}

extension JournalRing {
    private enum Code: UInt64 {
        case starting = 0
        case running
        case diskFull
        case failed
        case closed
        case dead
    }

    /// - Parameters:
    ///   - now: CLOCK_MONOTONIC, nanoseconds.
    ///   - stalledAfter: nanoseconds that a call to the disk may take.
    package func condition(at now: UInt64, stalledAfter: UInt64) -> JournalCondition {
        let word = load(.state)
        guard let code = Code(rawValue: word & 0xff) else { return .unknown }
        switch code {
        case .starting: return .starting
        case .failed: return .failed(errno: Int32(truncatingIfNeeded: word >> 8))
        case .closed: return .closed
        case .dead: return .dead
        case .running, .diskFull:
            let since = load(.busySince)
            if since != 0 && now > since && now - since > stalledAfter {
                return .stalled(nanoseconds: now - since)
            }
            return code == .running ? .running : .diskFull
        }
    }

    func publish(_ state: JournalState) {
        switch state {
        case .running: store(.state, Code.running.rawValue)
        case .diskFull: store(.state, Code.diskFull.rawValue)
        case .failed(let number):
            store(.state, Code.failed.rawValue | UInt64(UInt32(bitPattern: number)) << 8)
        case .closed: store(.state, Code.closed.rawValue)
        }
    }

    /// The journaler signals the producer's eventfd when its condition changes; until the producer
    /// asks for something itself.
    package func askForNews() {
        store(.wanted, .max)
        thrice_fence()
    }

    /// The last word of a journaler that could not even begin.
    package func publishFailure(_ errno: Int32) { publish(.failed(errno: errno)) }

    /// Said by whoever reaped the journaler: nobody else writes its words any more.
    package func markDead() {
        store(.busySince, 0)
        store(.state, Code.dead.rawValue)
    }

    /// As anybody may read it; a producer asks its own `durable`, which does not trust it.
    package var durable: UInt64 { load(.durable) }
}
