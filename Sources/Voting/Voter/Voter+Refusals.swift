/// What follows for a replica with state when its answer is not accepted.
///
/// While another answer to the demand is accepted the fault is its own, and its state is suspect:
/// it is given up, started anew and shown the history. Where nobody's is accepted, all may have
/// failed, or the demand leads there. Without state of the specification nothing follows. With
/// state each is started anew once; who is shown that demand again and is not accepted again has
/// left the contract: its state cannot be known, and starting it anew cannot help.
extension Voter {
    /// An answer to a demand that has a slot was judged, in time or late.
    mutating func noteJudgement(_ sequence: UInt64, _ replica: Int, _ said: Acceptance) {
        // Another's answers are not held against a shadow's, nor the other way round.
        if isShadow(replica) { return }
        let slot = slotIndex(sequence)
        if said == .accepted {
            slots[slot].accepted += 1
            if slots[slot].hasRefusals { suspectAllRefused(sequence) }
        } else if said.isRefusal {
            slots[slot].hasRefusals = true
            if slots[slot].accepted > 0 { suspectRefused(replica, said, sequence) }
        }
    }

    /// The last ballot on a demand is closed.
    mutating func noteBarren(_ sequence: UInt64) {
        let slot = slots[slotIndex(sequence)]
        guard slot.hasRefusals, slot.accepted == 0 else { return }
        history.noteBarren(sequence)
        if judgesState { suspectAllRefused(sequence) }
    }

    /// An earlier process's answer is not held against the present one.
    private mutating func suspectAllRefused(_ sequence: UInt64) {
        for replica in 0..<plan.replicas where sequence >= links[replica].bornAt {
            let said = cells[cellIndex(sequence, replica)].acceptance
            if said.isRefusal { suspectRefused(replica, said, sequence) }
        }
    }

    mutating func suspectRefused(_ replica: Int, _ said: Acceptance, _ sequence: UInt64) {
        // Without state of the specification it says nothing about the answers to come.
        guard !links[replica].hasLeftContract, judgesState || said != .undecided else { return }
        let loss: Loss
        switch said {
        case .unreadable: loss = .unreadable
        case .undecided: loss = .undecided
        case .accepted, .outside, .rejected: loss = links[replica].isVoid ? .unreadable : .rejected
        }
        suspect(replica, loss, sequence)
    }

    /// Of several reasons the first one is told.
    mutating func suspect(_ replica: Int, _ loss: Loss, _ sequence: UInt64) {
        if links[replica].suspicion == nil {
            links[replica].suspicion = ReplicaLink.Suspicion(loss: loss, sequence: sequence)
        }
    }

    /// What cannot be judged hides what state the replica is in, if the specification has state:
    /// nothing that this process says is accepted any more.
    mutating func cannotJudge(_ sequence: UInt64, _ replica: Int) {
        guard judgesState else { return }
        links[replica].isVoid = true
        guard sequence >= base else { return suspectRefused(replica, .unreadable, sequence) }
        cells[cellIndex(sequence, replica)].acceptance = .unreadable
        noteJudgement(sequence, replica, .unreadable)
    }

    /// Whether a replayed answer that is not accepted is a reason to give its process up; if not,
    /// nothing that the process says counts from here on.
    mutating func isOwnFault(_ said: Acceptance, _ sequence: UInt64, of replica: Int) -> Bool {
        guard said.isRefusal, !links[replica].hasLeftContract else { return false }
        let isShared = said == .undecided || history.isBarren(sequence)
        if isShared && judgesState { leaveContract(replica, sequence + 1, said) }
        return !isShared
    }

    /// Told once in a run.
    ///
    /// - Parameter demand: its number, from 1.
    mutating func leaveContract(_ replica: Int, _ demand: UInt64, _ said: Acceptance) {
        links[replica].hasLeftContract = true
        guard !hasToldExit, !isShadow(replica) else { return }
        let cause = said == .unreadable ? .rejected : said
        tellExit(of: replica, at: demand, cause, refusalReason(of: replica))
    }
}
