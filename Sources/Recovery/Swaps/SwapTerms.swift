/// On what terms a seat gets another program.
package struct SwapTerms: Equatable, Sendable, Codable {
    package var seat: Int
    /// The shadow that is the same program, which is watched before; nil: there is none.
    package var shadow: Int?
    /// So many good answers in a row of that shadow before it begins; without one, demands.
    package var after: UInt64
    /// So many good answers in the seat, and not a bad one, before the old program is let go.
    package var proof: UInt64

    package init(seat: Int, shadow: Int? = nil, after: UInt64 = 0, proof: UInt64) {
        self.seat = seat
        self.shadow = shadow
        self.after = after
        self.proof = proof
    }
}

/// How a swap ended.
package enum SwapEnd: UInt8, Sendable, CaseIterable {
    /// The newcomer has proved itself, and stays.
    case settled
    /// The old program is back: the newcomer dissented, was rejected, or was late or silent after
    /// it had once been in time.
    case answeredBadly
    /// The old program is back: the newcomer was lost, or could not be started.
    case lost
    /// The old program has never left: without it there would have been no quorum.
    case refused
    /// The seat is empty for the rest of the run.
    case ejected
    /// Whoever looked after it has ended.
    case cut
}

/// Who is to sit in a seat that is exchanged.
package enum SwapSide: Equatable, Sendable {
    case newcomer
    case former
}
