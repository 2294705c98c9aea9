/// How long the run may go on when one more failure could not be masked.
///
/// A replica is out while its ballots do not count (lost, being caught up, behind its deadline),
/// but not when it sleeps or was withdrawn, and while the last of its answers to an agreed demand
/// was late, wrong or none. A new process begins without that blame, unless the one before it
/// never answered well: a crash loop is no recovery.
/// Degraded is a run with `failuresMax` replicas out. When it has been so for the limit without a
/// break, everything is answered restrictively until it ends.
extension Voter {
    /// Begins or ends a degraded stretch, and closes the latch for ever when it took too long.
    mutating func watchDegradation(at now: UInt64) {
        guard let limit = plan.degradedNanosecondsMax, tally.shutAt == 0 else { return }
        var out = 0
        for link in links[..<plan.replicas] where isOut(link) { out += 1 }
        guard out >= plan.failuresMax else {
            degradedSince = nil
            return
        }
        let since = degradedSince ?? now
        degradedSince = since
        guard now >= since + limit else { return }
        latch.shut()
        tally.shutAt = released + 1
    }

    /// Before the run has begun nobody is missing.
    private func isOut(_ link: ReplicaLink) -> Bool {
        link.hasStarted && link.standing != .asleep && !link.isWithdrawn
            && !link.pool.isDrowsy && !isComingRound(link)
            && (link.standing != .active || link.isInDoubt)
    }

    /// A sleeper that was woken is shown what it missed: it was well, and is no worse for that.
    private func isComingRound(_ link: ReplicaLink) -> Bool {
        link.standing == .catchingUp && link.pool.calledBefore > 0 && !link.isInDoubt
            && (link.isFirst || link.hasAnsweredWell)
    }

    /// When the degraded stretch becomes too long.
    var shutInstant: UInt64? {
        guard let limit = plan.degradedNanosecondsMax, let degradedSince, tally.shutAt == 0 else {
            return nil
        }
        return degradedSince + limit
    }

    /// A counted ballot of the present process. What a restrictive verdict says nobody knows.
    mutating func noteFitness(of replica: Int, _ sequence: UInt64, isSupporter: Bool) {
        let slot = slots[slotIndex(sequence)]
        guard sequence >= links[replica].bornAt, slot.verdict == .agreed else { return }
        switch cells[cellIndex(sequence, replica)].ballot {
        case .absent: return
        case .rejected where isExcused(sequence, replica): return
        // A specification may allow several answers.
        case .answered where isSupporter || acceptance != nil:
            links[replica].isInDoubt = false
            links[replica].hasAnsweredWell = true
        default: links[replica].isInDoubt = true
        }
    }
}

extension VoterPlan {
    /// Replicas that may be out at once so that an answer still goes out; with as many out one more
    /// failure is not masked. The declared faults, where they are fewer.
    package var failuresMax: Int { min(faults?.total ?? .max, replicas - agree) }
}
