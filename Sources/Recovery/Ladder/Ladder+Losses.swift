/// What becomes of a replica that is away.
extension Ladder {
    /// A replica's process ended or was given up, or could not be started.
    ///
    /// Told twice of one loss, it decides once.
    /// - Parameter demand: the one that it held unanswered, or was being shown again; nil when
    ///   there was none. Not the one that it would have got next.
    /// - Returns: nil when the loss was known.
    package mutating func lost(
        _ replica: Int, _ cause: LossCause = .crashed, holding demand: UInt64? = nil,
        at now: UInt64
    ) -> Directive? {
        guard isNews(replica, cause) else { return nil }
        let presence = seats[replica].presence
        let time = seats[replica].leave(at: now)
        if time >= policy.healthyNanoseconds { seats[replica].lossesInARow = 0 }
        guard policy.isEnabled, cause != .hopeless else { return eject(replica) }
        if seats[replica].isOnProbation { return exchange(replica, at: now) }
        if presence == .renewing {
            return climb(replica, mayBuild: cause != .notRenewed, at: now)
        }
        if cause == .withdrawn, presence == .leaving(.rejuvenation) {
            seats[replica].presence = .waiting(until: now)
            seats[replica].isRejuvenating = true
            seats[replica].isExempt = true
            return .restart(at: now, isSoon: true)
        }
        return mend(replica, isSlowness: isSlowness(replica, cause), demand, at: now)
    }

    /// Who was slow climbs, after so long that the slowness of all would have shown, and only if
    /// another one was in time; otherwise it is started anew.
    ///
    /// - Parameter hasWitness: asked for a replica, whether another one was in time of late.
    package mutating func settle(at now: UInt64, hasWitness: (Int) -> Bool) -> [Order] {
        seats.indices.compactMap { replica in
            guard case .onTrial(let instant) = seats[replica].presence, instant <= now else {
                return nil
            }
            return Order(replica, judge(replica, isGuilty: hasWitness(replica), at: now))
        }
    }

    private mutating func judge(_ replica: Int, isGuilty: Bool, at now: UInt64) -> Directive {
        guard isGuilty else {
            seats[replica].forgetSlowness(policy)
            return restart(replica, at: now)
        }
        seats[replica].convict()
        return climb(replica, at: now)
    }

    private func isNews(_ replica: Int, _ cause: LossCause) -> Bool {
        switch seats[replica].presence {
        case .ejected, .waiting, .onTrial: false
        // A late word of the old process is none of the new one's.
        case .renewing: cause == .notRenewed || cause == .notStarted
        case .starting, .running, .leaving: true
        }
    }

    private func isSlowness(_ replica: Int, _ cause: LossCause) -> Bool {
        let seat = seats[replica]
        return cause.isAboutTime || (cause == .withdrawn && seat.timeFaults == seat.faults)
    }

    private mutating func mend(
        _ replica: Int, isSlowness: Bool, _ demand: UInt64?, at now: UInt64
    ) -> Directive {
        if isSlowness && blamesMachine { return restart(replica, at: now) }
        seats[replica].failed(on: demand, isSlowness: isSlowness)
        if noteLoss(replica, isSlowness) && !isRetired(replica, withDoubtful: isSlowness) {
            return restart(replica, at: now)
        }
        guard isSlowness else { return climb(replica, at: now) }
        let instant = now.saturatingAdd(policy.coincidenceNanoseconds)
        seats[replica].presence = .onTrial(until: instant)
        return .await(until: instant)
    }

    /// - Returns: whether a restart may mend it.
    private mutating func noteLoss(_ replica: Int, _ isSlowness: Bool) -> Bool {
        guard policy.restartsMax != nil else { return true }
        let lived = seats[replica].lived
        let place: WritableKeyPath<Seat, SlidingCount> = isSlowness ? \.slowLosses : \.losses
        guard !seats[replica][keyPath: place].isFull(at: lived) else { return false }
        seats[replica][keyPath: place].note(lived)
        return true
    }

    mutating func restart(
        _ replica: Int, isLastResort: Bool = false, at now: UInt64
    ) -> Directive {
        let losses = seats[replica].lossesInARow
        seats[replica].lossesInARow += 1
        let last = seats[replica].lastLossAt
        seats[replica].lastLossAt = now
        seats[replica].isExempt =
            last.map { now.since($0) >= policy.storm?.windowNanoseconds ?? 0 } ?? true
        seats[replica].rung = max(seats[replica].rung, .restarted)
        let delay = isLastResort ? policy.delayNanosecondsMax : delay(afterLosses: losses)
        let due = now.saturatingAdd(delay)
        seats[replica].presence = .waiting(until: due)
        let hasToken = budget.map { $0.nextInstant <= now } ?? true
        return .restart(
            at: due, isSoon: delay == 0 && (hasToken || seats[replica].isExempt))
    }

    private func delay(afterLosses losses: Int) -> UInt64 {
        if losses == 0 { return 0 }
        var delay = policy.delayNanoseconds
        for _ in 1..<min(losses, 64) { delay = delay.saturatingAdd(delay) }
        return min(policy.delayNanosecondsMax, delay)
    }

    /// A rung higher: to the next one that there is.
    ///
    /// Nobody is ejected who would be missing for a quorum: it is tried again after the longest
    /// delay. But what fails again and again on one demand is not.
    /// - Parameter mayBuild: whether another build may come about; the last one did not otherwise.
    private mutating func climb(
        _ replica: Int, mayBuild: Bool = true, at now: UInt64
    ) -> Directive {
        let isVoting = voting.indices.contains(replica)
        let mayRebuild =
            mayBuild && isVoting && buildable?.contains(replica) ?? true
            && seats[replica].rung < .replaced && !seats[replica].rebuilds.isFull(at: now)
        guard mayRebuild || isVoting && spares > 0 else {
            let left = voting.count { $0.presence != .ejected } - 1
            let isMissed = isVoting && left < needed
            return isRetired(replica) || !isMissed
                ? eject(replica) : restart(replica, isLastResort: true, at: now)
        }
        seats[replica].presence = .renewing
        seats[replica].lastLossAt = now
        if mayRebuild {
            seats[replica].rebuilds.note(now)
            seats[replica].rung = .rebuilt
            return .rebuild
        }
        spares -= 1
        seats[replica].rung = .replaced
        return .replace
    }

    private func isRetired(_ replica: Int, withDoubtful: Bool = false) -> Bool {
        seats[replica].failuresOnDemand(withDoubtful: withDoubtful) >= policy.sameDemandMax
    }

    private mutating func eject(_ replica: Int) -> Directive {
        seats[replica].presence = .ejected
        seats[replica].rung = .ejected
        return .eject
    }
}
