/// What the voter tells of one demand that was not unanimous: enough to explain its verdict.
///
/// As bytes: demand number, verdict, flags, supporters, the demand, why it is outside of the
/// contract, then of each replica its ballot, what the specification said, its answer, and why
/// that was not accepted; numbers are in the host's order, texts have a count of four bytes in
/// front.
package struct VerdictAccount: Equatable, Sendable {
    /// From 1.
    package var demandNumber: UInt64
    package var verdict: Verdict
    package var isHeld: Bool
    /// Some text is only the beginning of what was said: classes cannot be formed from it.
    package var isClipped: Bool
    /// The specification promises nothing about the demand: nobody was asked.
    package var isOutside: Bool
    /// The journal was not written in time: the restrictive answer went out, whatever was decided.
    package var isUnrecorded: Bool
    package var supporters: ReplicaSet
    package var demand: [UInt8]
    /// Why it is outside; a text in UTF-8, as are all reasons, of which some may be cut off.
    package var outsideReason: [UInt8]
    /// One a replica.
    package var ballots: [Cast]

    package struct Cast: Equatable, Sendable {
        package var ballot: Ballot
        package var acceptance: Acceptance
        /// Where there is one, also a late, a malformed or a rejected one.
        package var answer: [UInt8]
        /// Why it was not accepted.
        package var reason: [UInt8]
    }

    /// Bytes of all answers together, and of the demand, that are told at most.
    static let answersBytesMax = 24 << 10
    static let demandBytesMax = 1 << 10
    /// Of the reasons of all ballots together.
    static let reasonsBytesMax = 5 << 10
    /// No account is longer.
    package static let byteCountMax = 32 << 10
}

extension VerdictAccount {
    package init?(bytes: UnsafeRawBufferPointer) {
        var rest = PacketReader(bytes: bytes)
        guard let number = rest.number(as: UInt64.self), number > 0,
            let verdict = rest.number(as: UInt8.self).flatMap({ Verdict(rawValue: $0) }),
            let flags = rest.number(as: UInt8.self),
            let supporters = rest.number(as: UInt64.self), let demand = rest.text(),
            let outsideReason = rest.text(),
            let count = rest.number(as: UInt8.self)
        else { return nil }
        demandNumber = number
        self.verdict = verdict
        isHeld = flags & 1 != 0
        isClipped = flags & 2 != 0
        isOutside = flags & 4 != 0
        isUnrecorded = flags & 8 != 0
        self.supporters = ReplicaSet(bits: supporters)
        self.demand = demand
        self.outsideReason = outsideReason
        ballots = []
        for _ in 0..<count {
            guard let ballot = rest.number(as: UInt8.self).flatMap({ Ballot(rawValue: $0) }),
                let acceptance = rest.number(as: UInt8.self).flatMap({ Acceptance(rawValue: $0) }),
                let answer = rest.text(), let reason = rest.text()
            else { return nil }
            ballots.append(
                Cast(ballot: ballot, acceptance: acceptance, answer: answer, reason: reason))
        }
        guard rest.isAtEnd else { return nil }
    }
}
