/// Replicas that are asked and compared, and never counted.
///
/// A shadow is a link behind those of the replicas that vote. Its ballots have cells in the slots,
/// and no place in a box: nothing that is decided sees them. It holds one demand at a time. Where a
/// slot waits for nobody but shadows it is kept for them only while at least half of everything,
/// slots and buffers, is free; then it is freed, and the shadow's answer is late, or it was not
/// asked at all.
extension Voter {
    func isShadow(_ replica: Int) -> Bool { replica >= plan.replicas }

    /// Closes a shadow's ballot; judges its answer for itself alone.
    mutating func closeShadow(
        _ sequence: UInt64, _ shadow: Int, _ ballot: Ballot, _ start: UInt64, _ end: UInt64
    ) {
        let (index, slot) = (cellIndex(sequence, shadow), slotIndex(sequence))
        cells[index].ballot = ballot
        slots[slot].openShadows -= 1
        guard ballot == .answered else { return }
        (cells[index].start, cells[index].end) = (start, end)
        cells[index].isRetained = true
        guard acceptance != nil else { return }
        let said = judge(sequence, shadow, links[shadow].answers.bytes(start, end))
        if said != .accepted { cells[index].ballot = .rejected }
        if said.isRefusal && slots[slot].accepted > 0 { suspectRefused(shadow, said, sequence) }
    }

    /// Whether the oldest slot, which is decided and waits for shadows only, may be kept.
    var canWaitForShadows: Bool {
        if hasStopped || 2 * (admitted - base) > UInt64(plan.window) { return false }
        let keepsAll = plan.isStateful && history.isComplete
        // What nobody needs any more is kept until there is no room.
        if !keepsAll && 2 * frozen.count > frozen.capacity { releaseFrozen() }
        if !keepsAll && 2 * frozen.count > frozen.capacity { return false }
        for replica in 0..<plan.replicas
        where 2 * links[replica].answers.count > links[replica].answers.capacity { return false }
        return true
    }

    /// The oldest slot is freed: shadows that have not answered are left behind.
    mutating func leaveShadowsBehind(at now: UInt64) {
        guard slots[slotIndex(base)].openShadows > 0 else { return }
        for shadow in plan.replicas..<plan.seats where isOpen(base, shadow) {
            let isHead = links[shadow].held > 0 && links[shadow].oldest == base
            if isHead && links[shadow].standing == .active {
                links[shadow].overrun = now - links[shadow].headSince
                links[shadow].headSince = now
                links[shadow].isHeadOverdue = true
                links[shadow].standing = .overdue
                close(base, shadow, .overdue, at: now)
                for sequence in unasked(shadow)
                where slots[slotIndex(sequence)].verdict != .undecided {
                    close(sequence, shadow, .absent, at: now)
                }
            } else {
                close(base, shadow, .absent, at: now)
            }
        }
    }

    /// A shadow that waits for demands goes on behind the slot that was freed.
    mutating func moveShadowsOn(at now: UInt64) {
        for shadow in plan.replicas..<plan.seats
        where links[shadow].standing == .active && links[shadow].next < base {
            if !plan.isStateful {
                goToOpen(shadow)
            } else if history.isComplete {
                links[shadow].standing = .catchingUp
            } else {
                condemn(shadow, .historyFull, at: now)
            }
        }
    }

    /// Counts the shadows' ballots on the oldest demand.
    mutating func countShadows(_ sequence: UInt64) {
        for shadow in plan.replicas..<plan.seats {
            let cell = cells[cellIndex(sequence, shadow)]
            if slots[slotIndex(sequence)].isOutside {
                // It may have been asked all the same, in a state of its own.
                keepVerdict(of: sequence, for: shadow)
                if cell.ballot == .overdue { links[shadow].isHeadUncounted = true }
                continue
            }
            let isSupporter = cell.ballot == .answered && isWhatWasDecided(sequence, shadow)
            countBallot(of: shadow, sequence, isSupporter: isSupporter)
            noteDissent(of: shadow, sequence, isSupporter: isSupporter)
        }
    }

    /// A shadow that does not take a demand in keeps its bytes: not at the price of the next one.
    mutating func giveUpClinging(at now: UInt64) {
        for shadow in plan.replicas..<plan.seats
        where links[shadow].standing != .absent && links[shadow].written < links[shadow].handed {
            condemn(shadow, .silent, at: now)
        }
        releaseFrozen()
    }
}

extension VoterPlan {
    /// Replicas, and behind them shadows.
    package var seats: Int { replicas + shadows }
}
