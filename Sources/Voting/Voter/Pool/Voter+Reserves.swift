/// The ballots of sleepers: absent, and opened when the demand needs them.
extension Voter {
    /// Wakes as many sleepers as a demand needs that the others cannot agree on any more.
    ///
    /// While those who were asked are of one mind they are waited for: a rule that lets out some
    /// answers only is restrictive on its first answer.
    ///
    /// - Returns: false when no sleeper could change it.
    mutating func callReserves(_ sequence: UInt64, at now: UInt64) -> Bool {
        guard hasPool else { return false }
        let box = slotIndex(sequence)
        var reserves = ReplicaSet()
        for replica in 0..<plan.replicas where isReserve(sequence, replica) {
            reserves.insert(replica)
        }
        guard !reserves.isEmpty else { return false }
        // What if all of them were asked?
        for replica in reserves { boxes[box].reopen(replica) }
        let isHopeless = isRestrictive(box)
        for replica in reserves { boxes[box].exclude(replica) }
        if isHopeless { return false }
        if isUntroubled(sequence) { return true }
        while isRestrictive(box), let next = bestSleeper(of: reserves) {
            reserves.remove(next)
            wake(next, at: now)
        }
        return true
    }

    /// Some are still to answer, and the others agree so far.
    private func isUntroubled(_ sequence: UInt64) -> Bool {
        let box = slotIndex(sequence)
        let (open, answered) = (boxes[box].open.count, boxes[box].answered.count)
        return open > 0 && answered == boxes[box].largestClass
            && open + answered + spared(sequence) == plan.replicas
    }

    private func isRestrictive(_ box: Int) -> Bool {
        if case .restrictive = rule.decide(boxes[box]) { return true }
        return false
    }

    /// Whether the demand that is admitted next is to be kept for a replica until it is needed: it
    /// sleeps, or is only catching up.
    func sparesNext(_ replica: Int) -> Bool {
        hasPool && !isShadow(replica)
            && (links[replica].standing == .asleep || links[replica].standing == .catchingUp
                || links[replica].pool.isDrowsy)
    }

    /// Whether a demand was kept for a replica that can still be asked.
    private func isReserve(_ sequence: UInt64, _ replica: Int) -> Bool {
        let standing = links[replica].standing
        return wasSpared(sequence, replica) && sequence >= links[replica].next
            && standing != .absent && standing != .overdue
    }

    /// Whether a demand was kept for a replica and never needed it.
    func wasSpared(_ sequence: UInt64, _ replica: Int) -> Bool {
        let cell = cells[cellIndex(sequence, replica)]
        return cell.isReserve && cell.ballot == .absent
    }

    /// - Returns: whether there were any.
    mutating func openReserves(of replica: Int) -> Bool {
        var isWanted = false
        for sequence in base..<admitted where isUndecidedReserve(sequence, replica) {
            openReserve(sequence, replica)
            isWanted = true
        }
        return isWanted
    }

    /// Who catches up is shown it anyway: then its answer may as well count.
    func isUndecidedReserve(_ sequence: UInt64, _ replica: Int) -> Bool {
        sequence >= base && slots[slotIndex(sequence)].verdict == .undecided
            && isReserve(sequence, replica)
    }

    mutating func openReserve(_ sequence: UInt64, _ replica: Int) {
        cells[cellIndex(sequence, replica)].ballot = .open
        cells[cellIndex(sequence, replica)].isReserve = false
        cells[cellIndex(sequence, replica)].isCalled = true
        slots[slotIndex(sequence)].openBallots += 1
        boxes[slotIndex(sequence)].reopen(replica)
    }

    /// A demand is decided without somebody who was called for it and is not asked any more.
    mutating func spareAgain(_ sequence: UInt64, _ replica: Int) {
        let cell = cellIndex(sequence, replica)
        guard cells[cell].isCalled, links[replica].standing != .absent,
            links[replica].standing != .overdue
        else { return }
        cells[cell].isReserve = true
    }

    /// Who was not asked, and does not count as somebody who failed.
    func spared(_ sequence: UInt64) -> Int {
        guard hasPool else { return 0 }
        return (0..<plan.replicas).count { wasSpared(sequence, $0) }
    }

    /// Who erred goes to sleep first, and is woken last.
    mutating func noteLapses(_ sequence: UInt64, _ supporters: ReplicaSet) {
        guard hasPool, slots[slotIndex(sequence)].verdict == .agreed else { return }
        for replica in 0..<plan.replicas
        where !supporters.contains(replica) && sequence >= links[replica].bornAt
            && cells[cellIndex(sequence, replica)].ballot != .absent
        {
            links[replica].pool.lapses += 1
        }
    }
}
