/// What is counted of a demand once its last ballot is closed.
extension Voter {
    /// Counts the final ballots of the oldest demand and frees its slot.
    mutating func count() {
        let sequence = base
        let index = slotIndex(sequence)
        let slot = slots[index]
        let supporters = supporters(of: sequence)
        for replica in 0..<plan.replicas {
            let cell = cells[cellIndex(sequence, replica)]
            let isSupporter = supporters.contains(replica)
            switch cell.ballot {
            case .answered where isSupporter: tally.replicas[replica].agreed += 1
            case .answered: tally.replicas[replica].dissented += 1
            case .overdue: keepVerdict(of: sequence, for: replica)
            case .late:
                tally.replicas[replica].late += 1
                if !cell.isRetained || !isWhatWasDecided(sequence, replica) {
                    tally.replicas[replica].lateDissented += 1
                }
            default: tally.replicas[replica].count(cell.ballot)
            }
            if slot.verdict == .agreed {
                noteDissent(of: replica, cell.ballot, sequence, isSupporter: isSupporter)
            }
        }
        if slot.verdict == .agreed && !slot.isHeld && supporters.count < plan.replicas {
            tally.masked += 1
        }
        if supporters.count < plan.replicas || slot.verdict == .restrictive {
            account(for: sequence, supporters)
        }
        countAgainstHypothesis(sequence, supporters)
        boxes[index].trim()
        base += 1
        for replica in 0..<plan.replicas {
            let cell = cells[cellIndex(sequence, replica)]
            guard cell.isRetained else { continue }
            links[replica].retained -= 1
            links[replica].releaseAnswers(upTo: cell.end)
        }
    }

    /// Who answered in time what was decided.
    private mutating func supporters(of sequence: UInt64) -> ReplicaSet {
        let slot = slots[slotIndex(sequence)]
        if slot.verdict == .agreed {
            let election = Election(.answer(of: slot.winner), supporters: ReplicaSet(slot.winner))
            return rule.supporters(of: election, in: boxes[slotIndex(sequence)])
        }
        var supporters = ReplicaSet()
        for replica in 0..<plan.replicas
        where cells[cellIndex(sequence, replica)].ballot == .answered
            && isWhatWasDecided(sequence, replica)
        {
            supporters.insert(replica)
        }
        return supporters
    }

    private mutating func isWhatWasDecided(_ sequence: UInt64, _ replica: Int) -> Bool {
        let cell = cells[cellIndex(sequence, replica)]
        return comparer.same(
            verdictAnswer(of: sequence), links[replica].answers.bytes(cell.start, cell.end))
    }

    /// The late answer will be compared with it, long after the slot is gone.
    private mutating func keepVerdict(of sequence: UInt64, for replica: Int) {
        guard links[replica].isHeadOverdue && links[replica].oldest == sequence else { return }
        links[replica].overdueVerdict.removeAll(keepingCapacity: true)
        links[replica].overdueVerdict.append(contentsOf: verdictAnswer(of: sequence))
    }

    /// Dissent from what was agreed on makes a state suspect, and again and again the replica.
    private mutating func noteDissent(
        of replica: Int, _ ballot: Ballot, _ sequence: UInt64, isSupporter: Bool
    ) {
        guard sequence >= links[replica].bornAt else { return }
        switch ballot {
        case .answered where isSupporter: links[replica].dissents = 0
        case .answered, .malformed:
            links[replica].dissents += 1
            if ballot == .answered { links[replica].isSuspect = true }
        default: break
        }
    }

    /// Whether more failed than was declared: then nothing is proved of this verdict.
    private mutating func countAgainstHypothesis(
        _ sequence: UInt64, _ supporters: ReplicaSet
    ) {
        let slot = slots[slotIndex(sequence)]
        // Who was not asked has not failed.
        guard let faults = plan.faults, !slot.isOversized else { return }
        let box = boxes[slotIndex(sequence)]
        var right = supporters.count
        // Nobody knows who was right; at best the largest class.
        if slot.verdict == .restrictive { right = box.largestClass }
        var malformed = 0
        for replica in 0..<plan.replicas
        where cells[cellIndex(sequence, replica)].ballot == .malformed { malformed += 1 }
        let wrong = box.answered.count - right + malformed
        let silent = plan.replicas - box.answered.count - malformed
        guard !faults.covers(silent: silent, wrong: wrong) else { return }
        tally.beyondFaults += 1
        if tally.beyondFaults == 1 { tally.firstBeyondFaults = sequence + 1 }
    }
}
