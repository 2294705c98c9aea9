/// How many replicas count, and how many of them may go.
extension Ladder {
    /// Whose ballots count at the moment; who was asked to leave is already gone.
    package var counting: Int { voting.count(where: \.isCounting) }

    package func rung(of replica: Int) -> Rung { seats[replica].rung }

    /// As the light needs it.
    package var condition: Condition {
        Condition(
            needed: needed, counting: counting,
            reliable: voting.count { $0.isCounting && $0.faults < policy.watchFaults },
            areAllHealthy: voting.allSatisfy(\.isHealthy))
    }

    /// Who has run longest of those that can be started anew with nothing lost; nil when nobody
    /// can without leaving fewer than a quorum and `reserve`.
    package func eldest(reserve: Int) -> Int? {
        guard policy.isEnabled, hasRoom(reserve: reserve) else { return nil }
        return voting.indices.filter { mayBeRejuvenated($0) }
            .min { (seats[$0].startedAt, $0) < (seats[$1].startedAt, $1) }
    }

    /// Takes a replica that is well out, to be started anew at once.
    ///
    /// - Returns: nil when it is away or not well, or too few would be left.
    package mutating func rejuvenate(_ replica: Int, reserve: Int) -> Directive? {
        guard policy.isEnabled, hasRoom(reserve: reserve), mayBeRejuvenated(replica) else {
            return nil
        }
        seats[replica].presence = .leaving(.rejuvenation)
        seats[replica].isRejuvenating = true
        return .withdraw(.rejuvenation)
    }

    private func mayBeRejuvenated(_ replica: Int) -> Bool {
        let seat = seats[replica]
        return seat.isCounting && seat.rung == .healthy && !seat.isOnProbation
    }

    /// Why it was asked to leave; nil when it was not, or has left.
    package func leaving(_ replica: Int) -> WithdrawalReason? {
        guard case .leaving(let reason) = seats[replica].presence else { return nil }
        return reason
    }

    /// Who was asked to leave stays, for the voter has more to lose by it than was known here.
    package mutating func stays(_ replica: Int) {
        guard case .leaving = seats[replica].presence else { return }
        seats[replica].presence = .running
        seats[replica].isRejuvenating = false
    }

    /// - Returns: whether it is to go, which it is not when it is missed more than it does harm.
    mutating func withdraw(_ replica: Int) -> Bool {
        guard policy.isEnabled, seats[replica].isCounting, !seats[replica].isOnProbation,
            hasRoom(reserve: 0)
        else { return false }
        seats[replica].presence = .leaving(.faults)
        return true
    }

    func hasRoom(reserve: Int) -> Bool { counting - 1 >= needed + max(0, reserve) }
}
