/// What the specification says of demands and answers, where there is one.
///
/// It only removes: a demand that it does not admit is given to nobody, an answer that it does
/// not accept never counts.
extension Voter {
    /// Whether what an answer may be depends on the replica's answers before.
    var judgesState: Bool { acceptance?.hasState ?? false }

    /// Whether a replica's states are asked before it is handed a demand.
    var asksState: Bool { acceptance?.asksState ?? false }

    /// Whether answers that no longer count are judged all the same, in their order.
    var judgesLate: Bool { acceptance != nil && (plan.isStateful || judgesState) }

    /// Demands that a replica may hold unanswered: with a precondition on the state, one.
    var inFlight: Int { asksState ? 1 : plan.inFlight }

    /// Whether the specification promises nothing about the demand that comes next, which ends
    /// before `end` in the input. Asked once for each.
    mutating func isOutside(upTo end: UInt64) -> Bool {
        guard let acceptance else { return false }
        if askedArrival == input.low { return isArrivalOutside }
        askedArrival = input.low
        let asked = AskedDemand(
            number: admitted + 1, bytes: input.bytes(input.low, end),
            previous: plan.hasFeedback ? previous.all : Self.nothing)
        isArrivalOutside = !acceptance.admits(asked)
        arrivalReason = isArrivalOutside ? toldReason(acceptance) : []
        return isArrivalOutside
    }

    /// Whether the specification promises nothing about a demand in any state that a replica may
    /// be in, which holds nothing unanswered; then its ballot is closed.
    mutating func isRefused(_ sequence: UInt64, _ replica: Int, at now: UInt64) -> Bool {
        guard asksState, let acceptance, !links[replica].isVoid,
            !acceptance.admits(asked(sequence), for: replica)
        else { return false }
        if isOpen(sequence, replica) {
            let (index, slot) = (cellIndex(sequence, replica), slotIndex(sequence))
            cells[index].acceptance = .outside
            keepReason(at: index, of: replica)
            if slots[slot].refused == 0 { outsideReasons[slot] = reasons[index] }
            slots[slot].refused += 1
            close(sequence, replica, .absent, at: now)
        }
        return true
    }

    /// Judges a replica's answer to a demand that has a slot.
    mutating func judge(
        _ sequence: UInt64, _ replica: Int, _ answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        let index = cellIndex(sequence, replica)
        cells[index].acceptance = judge(replica, asked(sequence), answer)
        if cells[index].acceptance != .accepted { keepReason(at: index, of: replica) }
        return cells[index].acceptance
    }

    /// Judges the answer to a demand of the history; it is told nowhere.
    mutating func judgeReplayed(
        _ sequence: UInt64, _ replica: Int, _ answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        judge(replica, asked(sequence), answer)
    }

    /// Judges the answer to the demand that a replica missed, whose slot is gone.
    mutating func judgeOverdue(
        _ sequence: UInt64, _ replica: Int, _ answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        let (demand, previous) = (links[replica].overdueDemand, links[replica].overduePrevious)
        return demand.withUnsafeBytes { demand in
            previous.withUnsafeBytes { previous in
                let asked = AskedDemand(number: sequence + 1, bytes: demand, previous: previous)
                let said = judge(replica, asked, answer)
                if said == .rejected, !hasLeftContract { suspect(replica, .rejected, sequence) }
                return said
            }
        }
    }

    private mutating func judge(
        _ replica: Int, _ demand: AskedDemand, _ answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        guard let acceptance else { return .accepted }
        if links[replica].isVoid {
            suspect(replica, .unreadable, demand.number - 1)
            return .rejected
        }
        let said = acceptance.judge(replica, demand, answer: answer)
        switch said {
        // Whether it alone is to blame is known when all have answered.
        case .accepted, .rejected: break
        case .unreadable: suspect(replica, .unreadable, demand.number - 1)
        case .undecided, .outside:
            // No fault of its own, and another process would only be shown the same demand.
            if judgesState {
                tellExit(of: replica, at: demand.number, said, toldReason(acceptance))
            }
        }
        return said
    }

    /// Whoever broke the specification is suspect, unless all did: then the demand led everybody
    /// there, and would again.
    mutating func noteRejections(of sequence: UInt64) {
        guard acceptance != nil else { return }
        var rejected: [Int] = []
        var isAnyElse = false
        for replica in links.indices {
            let cell = cells[cellIndex(sequence, replica)]
            if cell.acceptance == .rejected && [.rejected, .late].contains(cell.ballot) {
                rejected.append(replica)
            } else if links[replica].standing != .absent || links[replica].isReturning {
                isAnyElse = true
            }
        }
        if rejected.isEmpty || hasLeftContract { return }
        guard isAnyElse else { return noteBarren(sequence, rejected) }
        for replica in rejected where sequence >= links[replica].bornAt {
            suspect(replica, .rejected, sequence)
        }
    }

    /// No answer to a demand was accepted, and all replicas that are left gave one.
    private mutating func noteBarren(_ sequence: UInt64, _ rejected: [Int]) {
        history.noteBarren(sequence)
        guard judgesState else { return }
        hasLeftContract = true
        for replica in rejected.prefix(1) {
            let reason = reasons[cellIndex(sequence, replica)]
            tellExit(of: replica, at: sequence + 1, .rejected, reason)
        }
    }

    /// What cannot be judged hides what state the replica is in, if the specification has state:
    /// nothing that this process says is accepted any more.
    mutating func cannotJudge(_ replica: Int) {
        guard judgesState else { return }
        links[replica].isVoid = true
        suspect(replica, .unreadable, max(links[replica].oldest, 1) - 1)
    }

    /// Of several reasons the first one is told.
    mutating func suspect(_ replica: Int, _ loss: Loss, _ sequence: UInt64) {
        if links[replica].suspicion == nil {
            links[replica].suspicion = ReplicaLink.Suspicion(loss: loss, sequence: sequence)
        }
    }

    private mutating func keepReason(at index: Int, of replica: Int) {
        guard let acceptance else { return }
        let isKnown = !links[replica].isVoid
        reasons[index] = isKnown ? toldReason(acceptance) : Self.voidReason
    }

    /// Costs an evaluation; nothing where nobody will be told.
    private func toldReason(_ acceptance: any AcceptanceTest) -> [UInt8] {
        guard accountsTold < Self.accountsMax else { return [] }
        return Array(acceptance.reason().utf8.prefix(reasonBytesMax))
    }

    private static let voidReason = Array(
        "an answer before this one could not be read, so its state is not known".utf8)

    private static var nothing: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: nil, count: 0)
    }
}

/// Where a demand's bytes stand in the buffer of frozen demands.
struct DemandPlace {
    var start: UInt64
    var body: UInt64
    var end: UInt64
}

extension Voter {
    /// Of a demand that has a slot, or while the history is whole.
    private func place(of sequence: UInt64) -> DemandPlace {
        if sequence >= base {
            let slot = slots[slotIndex(sequence)]
            return DemandPlace(start: slot.start, body: slot.body, end: slot.end)
        }
        let range = history.range(of: sequence)
        return DemandPlace(
            start: range.start, body: history.entries[Int(sequence)].body, end: range.end)
    }

    /// The consumer's own bytes; empty where nothing of them is kept.
    func demandBytes(of sequence: UInt64) -> UnsafeRawBufferPointer {
        demandBytes(at: place(of: sequence))
    }

    /// What went out before the demand, as it stands in front of it.
    func previousBytes(of sequence: UInt64) -> UnsafeRawBufferPointer {
        previousBytes(at: place(of: sequence))
    }

    private func asked(_ sequence: UInt64) -> AskedDemand {
        let place = place(of: sequence)
        return AskedDemand(
            number: sequence + 1, bytes: demandBytes(at: place), previous: previousBytes(at: place))
    }

    private func demandBytes(at place: DemandPlace) -> UnsafeRawBufferPointer {
        guard place.end > place.start, place.start >= frozen.low else { return Self.nothing }
        let feed: UInt64 = plan.framing == .lines ? 1 : 0
        return frozen.bytes(place.body, place.end - feed)
    }

    private func previousBytes(at place: DemandPlace) -> UnsafeRawBufferPointer {
        guard plan.hasFeedback, place.end > place.start, place.start >= frozen.low else {
            return Self.nothing
        }
        let header = plan.framing == .lines ? 0 : FrameHeader.byteCount
        return frozen.bytes(place.start + UInt64(header), place.body - 1)
    }
}
