/// Seats whose program is exchanged while the vote goes on.
///
/// Who is lost on probation is started at once, and is another build: somebody else sits there.
extension Ladder {
    /// Whether there would be a quorum without it, were all others well.
    func canEverMiss(_ replica: Int) -> Bool {
        policy.isEnabled && (seats[replica].presence == .ejected || voting.count > needed)
    }

    /// Makes room in a seat.
    ///
    /// - Returns: `withdraw`, or `restart` at once when nobody sits there; nil when it cannot be
    ///   now: too few would be left, or somebody is on the way in or out.
    mutating func vacate(_ replica: Int, at now: UInt64) -> Directive? {
        switch seats[replica].presence {
        case .running:
            // Who is being caught up may be awaited by a quorum.
            guard hasRoom(reserve: 0) else { return nil }
            seats[replica].presence = .leaving(.swap)
            seats[replica].isOnProbation = true
            seats[replica].isRejuvenating = true
            return .withdraw(.swap)
        case .waiting, .onTrial, .ejected:
            seats[replica].isOnProbation = true
            return exchange(replica, at: now)
        case .starting, .renewing, .leaving: return nil
        }
    }

    mutating func exchange(_ replica: Int, at now: UInt64) -> Directive {
        seats[replica].forgetBuild(policy)
        seats[replica].rung = .healthy
        seats[replica].presence = .waiting(until: now)
        seats[replica].isRejuvenating = true
        seats[replica].isExempt = true
        return .restart(at: now, isSoon: true)
    }

    /// The newcomer is the seat's own from now on; no other build of it can be made.
    mutating func keepNewcomer(_ replica: Int) {
        if buildable == nil { buildable = Set(seats.indices) }
        buildable?.remove(replica)
    }

    mutating func endProbation(_ replica: Int) { seats[replica].isOnProbation = false }
}
