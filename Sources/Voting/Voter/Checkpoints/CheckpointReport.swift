/// What the voter tells of a vote on a state: of the first that was agreed on, and of those that
/// were not.
///
/// As bytes it begins with the largest number of eight bytes, which is that of no demand.
package struct CheckpointReport: Equatable, Sendable {
    package enum Outcome: UInt8, Sendable {
        case taken = 1
        case notAgreed
        /// Nobody answered with a state.
        case unknown
    }

    /// What one replica answered.
    package enum Ballot: Equatable, Sendable {
        case absent
        case missing
        case formless
        case tooLong
        case rejected
        /// States with the same letter are the same; from 0.
        case state(Int)
    }

    /// The last demand before it; 0 before the first.
    package var demandNumber: UInt64
    package var outcome: Outcome
    package var stateBytes: UInt64
    /// One a replica.
    package var ballots: [Ballot]

    static let mark = UInt64.max
    static let byteCountMax = 8 + 8 + 1 + 8 + 1 + 64
    /// So many that were not agreed on are told.
    static let reportsMax = 100
}

extension CheckpointReport {
    init(_ round: SaveRound, isUnknown: Bool) {
        demandNumber = round.before
        stateBytes = 0
        outcome = isUnknown ? .unknown : .notAgreed
        if case .agreed(let state) = round.outcome {
            (outcome, stateBytes) = (.taken, UInt64(state.count))
        }
        var states: [[UInt8]] = []
        ballots = round.ballots.map { ballot in
            switch ballot {
            case .absent: return .absent
            case .open, .missing: return .missing
            case .formless: return .formless
            case .tooLong: return .tooLong
            case .rejected: return .rejected
            case .saved(let state):
                if let known = states.firstIndex(of: state) { return .state(known) }
                states.append(state)
                return .state(states.count - 1)
            }
        }
    }

    package init?(bytes: UnsafeRawBufferPointer) {
        var rest = PacketReader(bytes: bytes)
        guard rest.number(as: UInt64.self) == Self.mark,
            let number = rest.number(as: UInt64.self),
            let outcome = rest.number(as: UInt8.self).flatMap(Outcome.init(rawValue:)),
            let stateBytes = rest.number(as: UInt64.self), let count = rest.number(as: UInt8.self)
        else { return nil }
        demandNumber = number
        self.outcome = outcome
        self.stateBytes = stateBytes
        ballots = []
        for _ in 0..<count {
            guard let code = rest.number(as: UInt8.self) else { return nil }
            switch code {
            case 0: ballots.append(.absent)
            case 1: ballots.append(.missing)
            case 2: ballots.append(.formless)
            case 3: ballots.append(.tooLong)
            case 4: ballots.append(.rejected)
            default: ballots.append(.state(Int(code) - 5))
            }
        }
        guard rest.isAtEnd else { return nil }
    }

    var codes: [UInt8] {
        ballots.map { ballot in
            switch ballot {
            case .absent: 0
            case .missing: 1
            case .formless: 2
            case .tooLong: 3
            case .rejected: 4
            case .state(let number): UInt8(5 + number)
            }
        }
    }
}
