/// What is counted of a demand once its last ballot is closed.
extension Voter {
    /// Counts the final ballots of the oldest demand and frees its slot.
    mutating func count() {
        let sequence = base
        let index = slotIndex(sequence)
        if slots[index].refused > 0 && slots[index].handed == 0 { slots[index].isOutside = true }
        let slot = slots[index]
        tally.outside += slot.isOutside ? 1 : 0
        let supporters = supporters(of: sequence)
        // Outside of the contract nobody was to be asked, and no ballot counts.
        if !slot.isOutside { noteBarren(sequence) }
        for replica in 0..<(slot.isOutside ? 0 : plan.replicas) {
            let isSupporter = supporters.contains(replica)
            countBallot(of: replica, sequence, isSupporter: isSupporter)
            noteDissent(of: replica, sequence, isSupporter: isSupporter)
            noteFitness(of: replica, sequence, isSupporter: isSupporter)
        }
        if plan.shadows > 0 { countShadows(sequence) }
        noteLapses(sequence, supporters)
        let asked = plan.replicas - spared(sequence)
        if slot.goesOut && supporters.count < asked { tally.masked += 1 }
        if supporters.count < asked || slot.verdict == .restrictive || slot.isWithheldBack {
            account(for: sequence, supporters)
        }
        countAgainstHypothesis(sequence, supporters)
        boxes[index].trim()
        base += 1
        if !slot.isWithheld { askedBefore = base }
        for replica in 0..<plan.seats {
            let cell = cells[cellIndex(sequence, replica)]
            guard cell.isRetained else { continue }
            links[replica].retained -= 1
            links[replica].releaseAnswers(upTo: cell.end)
        }
    }

    mutating func countBallot(
        of replica: Int, _ sequence: UInt64, isSupporter: Bool
    ) {
        let cell = cells[cellIndex(sequence, replica)]
        switch cell.ballot {
        case .answered where isSupporter: tally.replicas[replica].agreed += 1
        case .answered: tally.replicas[replica].dissented += 1
        case .overdue: keepVerdict(of: sequence, for: replica)
        case .late:
            let isRejected = cell.isRetained && cell.acceptance != .accepted
            tally.replicas[replica].late += 1
            tally.replicas[replica].lateRejected += isRejected ? 1 : 0
            let isOther = !cell.isRetained || !isWhatWasDecided(sequence, replica)
            tally.replicas[replica].lateDissented += isRejected || isOther ? 1 : 0
            let isAgreed = slots[slotIndex(sequence)].verdict == .agreed
            tally.replicas[replica].lateWrong += isOther && isAgreed ? 1 : 0
        case .rejected where cell.acceptance == .undecided:
            tally.replicas[replica].undecided += 1
            fallthrough
        default: tally.replicas[replica].count(cell.ballot)
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

    mutating func isWhatWasDecided(_ sequence: UInt64, _ replica: Int) -> Bool {
        let cell = cells[cellIndex(sequence, replica)]
        return comparer.same(
            verdictAnswer(of: sequence), links[replica].answers.bytes(cell.start, cell.end))
    }

    /// The late answer will be compared with it, long after the slot is gone.
    mutating func keepVerdict(of sequence: UInt64, for replica: Int) {
        guard links[replica].isHeadOverdue && links[replica].oldest == sequence else { return }
        links[replica].overdueVerdict.removeAll(keepingCapacity: true)
        links[replica].overdueVerdict.append(contentsOf: verdictAnswer(of: sequence))
        links[replica].wasOverdueAgreed = slots[slotIndex(sequence)].verdict == .agreed
        guard judgesLate else { return }
        links[replica].overdueDemand.removeAll(keepingCapacity: true)
        links[replica].overdueDemand.append(contentsOf: demandBytes(of: sequence))
        links[replica].overduePrevious.removeAll(keepingCapacity: true)
        links[replica].overduePrevious.append(contentsOf: previousBytes(of: sequence))
    }

    /// Dissent from what was agreed on makes a state suspect, and again and again the replica.
    ///
    /// A specification may allow several answers: what it accepts is no reason to suspect a state.
    /// What it rejects is dissent where it accepted another answer, agreement or not.
    mutating func noteDissent(
        of replica: Int, _ sequence: UInt64, isSupporter: Bool
    ) {
        guard sequence >= links[replica].bornAt else { return }
        let slot = slots[slotIndex(sequence)]
        let isAgreed = slot.verdict == .agreed
        switch cells[cellIndex(sequence, replica)].ballot {
        case .rejected where cells[cellIndex(sequence, replica)].acceptance == .rejected:
            guard slot.accepted > 0, !links[replica].hasLeftContract else { return }
            noteDissent(of: replica, on: sequence)
        case .answered where isAgreed && isSupporter: links[replica].dissents = 0
        case .answered where isAgreed:
            noteDissent(of: replica, on: sequence)
            if acceptance == nil { suspect(replica, .dissented, sequence) }
        case .malformed where isAgreed: noteDissent(of: replica, on: sequence)
        default: break
        }
    }

    private mutating func noteDissent(of replica: Int, on sequence: UInt64) {
        links[replica].dissents += 1
        links[replica].lastDissent = sequence
    }

    /// Whether nothing was promised of the demand in the replica's state, or it was withdrawn:
    /// what it said, or that it was not asked, is no fault of its own.
    func isExcused(_ sequence: UInt64, _ replica: Int) -> Bool {
        let cell = cells[cellIndex(sequence, replica)]
        if cell.isWithdrawn && cell.ballot == .absent { return true }
        return cell.acceptance == .outside && [.rejected, .absent].contains(cell.ballot)
    }

    /// Whether more failed than was declared: then nothing is proved of this verdict.
    ///
    /// Where there is a specification, an answer that it accepted is not a failure, whatever the
    /// others said.
    private mutating func countAgainstHypothesis(
        _ sequence: UInt64, _ supporters: ReplicaSet
    ) {
        let slot = slots[slotIndex(sequence)]
        // Who was not asked has not failed.
        guard let faults = plan.faults, !slot.isWithheld else { return }
        let box = boxes[slotIndex(sequence)]
        var right = supporters.count
        if acceptance != nil {
            right = box.answered.count
        } else if slot.verdict == .restrictive {
            // Nobody knows who was right; at best the largest class.
            right = box.largestClass
        }
        var (unfit, excused) = (0, 0)
        for replica in 0..<plan.replicas {
            let ballot = cells[cellIndex(sequence, replica)].ballot
            if isExcused(sequence, replica) || wasSpared(sequence, replica) {
                excused += 1
            } else if ballot == .malformed || ballot == .rejected {
                unfit += 1
            }
        }
        let wrong = box.answered.count - right + unfit
        let silent = plan.replicas - box.answered.count - unfit - excused
        guard !faults.covers(silent: silent, wrong: wrong) else { return }
        tally.beyondFaults += 1
        if tally.beyondFaults == 1 { tally.firstBeyondFaults = sequence + 1 }
    }
}
