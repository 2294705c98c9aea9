/// Replicas that are taken out by our own doing.
///
/// A verdict goes before a withdrawal. New demands are opened without the one that is to leave;
/// what was opened with it is finished as far as a verdict still needs its ballot. Then it is
/// handed nothing more, and goes as soon as it holds nothing, or when a deadline is over. It is
/// never below the quorum that one leaves: the order is refused, or taken back when others are
/// lost meanwhile. Nothing of it counts as a fault.
extension Voter {
    /// Lets a replica finish what it holds, and gives it up; `nextNotice` tells when it stays.
    package mutating func withdraw(_ replica: Int, at now: UInt64) {
        guard links[replica].standing != .absent, links[replica].leavingSince == nil else { return }
        guard mayLeave(replica) else { return notices.append(.stays(replica)) }
        links[replica].leavingSince = now
        links[replica].isWithdrawn = true
    }

    /// What the supervisor is to be told next; each is told once.
    package mutating func nextNotice() -> VoterNotice? {
        notices.isEmpty ? nil : notices.removeFirst()
    }

    /// Gives up those that may go now, and keeps those that must stay.
    ///
    /// - Returns: whether there was one; a demand may be admitted now that could not be before.
    mutating func settleWithdrawals(at now: UInt64) -> Bool {
        var hasSettledAny = false
        for replica in links.indices {
            guard let since = links[replica].leavingSince else { continue }
            if !mayLeave(replica) {
                stay(replica, at: now)
                hasSettledAny = true
            } else if !isStillNeeded(replica) {
                excuse(replica, from: unasked(replica), at: now)
                guard isDone(replica, since: since, at: now) else { continue }
                excuse(replica, from: base..<admitted, at: now)
                condemn(replica, .withdrawn, at: now)
                hasSettledAny = true
            }
        }
        return hasSettledAny
    }

    /// Whether a demand was opened with a leaving replica's ballot that is undecided.
    func isStillNeeded(_ replica: Int) -> Bool {
        (base..<admitted).contains {
            isOpen($0, replica) && slots[slotIndex($0)].verdict == .undecided
        }
    }

    /// Whether a leaving replica is not to be handed a demand: with state it would be shown all.
    func isBeyondLeaving(_ replica: Int, _ isOpened: Bool) -> Bool {
        let link = links[replica]
        return link.leavingSince != nil && link.standing == .active && plan.isStateful && !isOpened
    }

    /// When a leaving replica is given up though it still holds something.
    func departure(of replica: Int) -> UInt64? {
        guard let since = links[replica].leavingSince, links[replica].held > 0,
            !links[replica].isHeadOverdue, !isStillNeeded(replica)
        else { return nil }
        return since + deadline
    }

    /// Whether enough are left without it, and it can come back.
    private func mayLeave(_ replica: Int) -> Bool {
        let others = (0..<plan.replicas).count { $0 != replica && links[$0].takesDemands }
        return (others >= quorum || isShadow(replica)) && hasRestarts
            && (!plan.isStateful || history.isComplete)
    }

    private func isDone(_ replica: Int, since: UInt64, at now: UInt64) -> Bool {
        let link = links[replica]
        // Whether the head is late or silent is known within a deadline, as it always is.
        if link.isHeadOverdue { return false }
        return link.held == 0 || link.standing == .catchingUp
            || now >= since + deadline
    }

    /// It is no fault of its own that these ballots are missing.
    private mutating func excuse(_ replica: Int, from demands: Range<UInt64>, at now: UInt64) {
        for sequence in demands where isOpen(sequence, replica) {
            cells[cellIndex(sequence, replica)].isWithdrawn = true
            close(sequence, replica, .absent, at: now)
        }
    }

    /// With state it is first shown what was opened without it; until then it is out by our doing.
    private mutating func stay(_ replica: Int, at now: UInt64) {
        links[replica].leavingSince = nil
        links[replica].isWithdrawn = false
        notices.append(.stays(replica))
        guard links[replica].standing == .active else { return }
        if !plan.isStateful {
            if links[replica].held == 0 { goToOpen(replica) }
        } else if hasMissedAny(replica) {
            links[replica].standing = .catchingUp
            links[replica].isWithdrawn = true
            if !history.isComplete { condemn(replica, .historyFull, at: now) }
        }
    }

    /// Whether others were asked what it was not, and is not going to be.
    func hasMissedAny(_ replica: Int) -> Bool {
        links[replica].next < askedBefore
            || unasked(replica).contains {
                !isOpen($0, replica) && !slots[slotIndex($0)].isWithheld
            }
    }
}
