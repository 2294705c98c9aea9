/// The ballots of sleepers: absent, and opened when the demand needs them.
extension Voter {
    /// Wakes as many sleepers as a demand needs that the others cannot agree on any more.
    ///
    /// - Returns: false when no sleeper could change it.
    mutating func callReserves(_ sequence: UInt64, at now: UInt64) -> Bool {
        guard hasPool else { return false }
        let box = slotIndex(sequence)
        var reserves = ReplicaSet()
        for replica in sleepers where isReserve(sequence, replica) { reserves.insert(replica) }
        guard !reserves.isEmpty else { return false }
        // What if all of them were asked?
        for replica in reserves { boxes[box].reopen(replica) }
        let isHopeless = isRestrictive(box)
        for replica in reserves { boxes[box].exclude(replica) }
        if isHopeless { return false }
        while isRestrictive(box), let next = bestSleeper(of: reserves) {
            reserves.remove(next)
            wake(next, at: now)
        }
        return true
    }

    private func isRestrictive(_ box: Int) -> Bool {
        if case .restrictive = rule.decide(boxes[box]) { return true }
        return false
    }

    /// Whether a replica slept when the demand was admitted and can still be asked.
    private func isReserve(_ sequence: UInt64, _ replica: Int) -> Bool {
        wasSpared(sequence, replica) && sequence >= links[replica].next
    }

    /// Whether a replica slept when the demand was admitted and was not asked.
    func wasSpared(_ sequence: UInt64, _ replica: Int) -> Bool {
        let cell = cells[cellIndex(sequence, replica)]
        return cell.isReserve && cell.ballot == .absent
    }

    /// - Returns: whether there were any.
    mutating func openReserves(of replica: Int) -> Bool {
        var isWanted = false
        for sequence in base..<admitted
        where slots[slotIndex(sequence)].verdict == .undecided && isReserve(sequence, replica) {
            cells[cellIndex(sequence, replica)].ballot = .open
            slots[slotIndex(sequence)].openBallots += 1
            boxes[slotIndex(sequence)].reopen(replica)
            isWanted = true
        }
        return isWanted
    }

    /// Who was not asked, and does not count as somebody who failed.
    func spared(_ sequence: UInt64) -> Int {
        guard hasPool else { return 0 }
        return links.indices.count { wasSpared(sequence, $0) }
    }

    /// Who erred goes to sleep first, and is woken last.
    mutating func noteLapses(_ sequence: UInt64, _ supporters: ReplicaSet) {
        guard hasPool, slots[slotIndex(sequence)].verdict == .agreed else { return }
        for replica in links.indices
        where !supporters.contains(replica) && sequence >= links[replica].bornAt
            && cells[cellIndex(sequence, replica)].ballot != .absent
        {
            links[replica].pool.lapses += 1
        }
    }
}
