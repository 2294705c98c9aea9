/// What the voter tells of one demand that was not unanimous: enough to explain its verdict.
///
/// As bytes: demand number, verdict, whether held, whether clipped, supporters, the demand, then of
/// each replica its ballot and its answer; numbers are in the host's order, texts have a count of
/// four bytes in front.
package struct VerdictAccount: Equatable, Sendable {
    /// From 1.
    package var demandNumber: UInt64
    package var verdict: Verdict
    package var isHeld: Bool
    /// Some text is only the beginning of what was said: classes cannot be formed from it.
    package var isClipped: Bool
    package var supporters: ReplicaSet
    package var demand: [UInt8]
    /// One a replica; an answer where there is one, also a late or a malformed one.
    package var ballots: [(ballot: Ballot, answer: [UInt8])]

    /// Bytes of all answers together, and of the demand, that are told at most.
    static let answersBytesMax = 24 << 10
    static let demandBytesMax = 1 << 10
    /// No account is longer.
    package static let byteCountMax = 32 << 10

    package static func == (one: Self, other: Self) -> Bool {
        one.demandNumber == other.demandNumber && one.verdict == other.verdict
            && one.isHeld == other.isHeld && one.isClipped == other.isClipped
            && one.supporters == other.supporters && one.demand == other.demand
            && one.ballots.map(\.ballot) == other.ballots.map(\.ballot)
            && one.ballots.map(\.answer) == other.ballots.map(\.answer)
    }
}

extension VerdictAccount {
    package init?(bytes: UnsafeRawBufferPointer) {
        var rest = Reader(bytes: bytes)
        guard let number = rest.number(as: UInt64.self),
            let verdict = rest.number(as: UInt8.self).flatMap({ Verdict(rawValue: $0) }),
            let flags = rest.number(as: UInt8.self),
            let supporters = rest.number(as: UInt64.self), let demand = rest.text(),
            let count = rest.number(as: UInt8.self)
        else { return nil }
        demandNumber = number
        self.verdict = verdict
        isHeld = flags & 1 != 0
        isClipped = flags & 2 != 0
        self.supporters = ReplicaSet(bits: supporters)
        self.demand = demand
        ballots = []
        for _ in 0..<count {
            guard let ballot = rest.number(as: UInt8.self).flatMap({ Ballot(rawValue: $0) }),
                let answer = rest.text()
            else { return nil }
            ballots.append((ballot, answer))
        }
        guard rest.isAtEnd else { return nil }
    }

    private struct Reader {
        let bytes: UnsafeRawBufferPointer
        var offset = 0

        var isAtEnd: Bool { offset == bytes.count }

        mutating func number<Number: FixedWidthInteger>(as type: Number.Type) -> Number? {
            let size = MemoryLayout<Number>.size
            guard bytes.count - offset >= size else { return nil }
            defer { offset += size }
            return bytes.loadUnaligned(fromByteOffset: offset, as: type)
        }

        mutating func text() -> [UInt8]? {
            guard let count = number(as: UInt32.self), bytes.count - offset >= count else {
                return nil
            }
            defer { offset += Int(count) }
            return Array(bytes[offset..<offset + Int(count)])
        }
    }
}
