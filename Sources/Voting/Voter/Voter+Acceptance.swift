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
        let stamp = UInt64(isAskedAgain ? plan.stamp.byteCount : 0)
        let asked = AskedDemand(
            number: admitted + 1, bytes: input.bytes(input.low + min(stamp, end - input.low), end),
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
            if !isShadow(replica) {
                if slots[slot].refused == 0 { outsideReasons[slot] = reasons[index] }
                slots[slot].refused += 1
            }
            close(sequence, replica, .absent, at: now)
        }
        return true
    }

    /// Judges a replica's answer to a demand that has a slot.
    mutating func judge(
        _ sequence: UInt64, _ replica: Int, _ answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        let index = cellIndex(sequence, replica)
        let said = judge(replica, asked(sequence), answer)
        cells[index].acceptance = said
        if said != .accepted { keepReason(at: index, of: replica) }
        noteJudgement(sequence, replica, said)
        return said
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
                let isAlone = !history.isBarren(sequence)
                if said.isRefusal && (judgesState || isAlone) {
                    suspectRefused(replica, said, sequence)
                }
                return said
            }
        }
    }

    private mutating func judge(
        _ replica: Int, _ demand: AskedDemand, _ answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        guard let acceptance else { return .accepted }
        if links[replica].isVoid { return .rejected }
        let said = acceptance.judge(replica, demand, answer: answer)
        // No fault of its own, and another process would only be shown the same demand.
        if said == .outside && judgesState { leaveContract(replica, demand.number, said) }
        return said
    }

    private mutating func keepReason(at index: Int, of replica: Int) {
        guard let acceptance else { return }
        let isKnown = !links[replica].isVoid
        reasons[index] = isKnown ? toldReason(acceptance) : Self.voidReason
    }

    /// Why the last answer was not accepted.
    func refusalReason(of replica: Int) -> [UInt8] {
        guard let acceptance, !links[replica].isVoid else { return Self.voidReason }
        return Array(acceptance.reason().utf8.prefix(reasonBytesMax))
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
            start: range.start, body: history.entry(of: sequence).body, end: range.end)
    }

    /// The consumer's own bytes; empty where nothing of them is kept.
    func demandBytes(of sequence: UInt64) -> UnsafeRawBufferPointer {
        demandBytes(at: place(of: sequence))
    }

    /// What went out before the demand, as it stands in front of it.
    func previousBytes(of sequence: UInt64) -> UnsafeRawBufferPointer {
        previousBytes(at: place(of: sequence))
    }

    /// The consumer's own bytes of a demand that is about to be opened.
    func demandBytes(in slot: Slot) -> UnsafeRawBufferPointer {
        demandBytes(at: DemandPlace(start: slot.start, body: slot.body, end: slot.end))
    }

    private func asked(_ sequence: UInt64) -> AskedDemand {
        let place = place(of: sequence)
        return AskedDemand(
            number: sequence + 1, bytes: demandBytes(at: place), previous: previousBytes(at: place))
    }

    /// Of a demand that is about to be opened, as it is recorded.
    func stampedBytes(in slot: Slot) -> UnsafeRawBufferPointer {
        let place = DemandPlace(start: slot.start, body: slot.body, end: slot.end)
        let demand = demandBytes(at: place)
        guard demand.baseAddress != nil else { return demand }
        return frozen.bytes(stampStart(at: place), place.body + UInt64(demand.count))
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
        return frozen.bytes(place.start + UInt64(header), stampStart(at: place) - 1)
    }

    /// The stamp and the consumer's own bytes, as the replicas got them; empty where nothing of
    /// them is kept.
    package func stampedDemandBytes(of sequence: UInt64) -> UnsafeRawBufferPointer {
        let place = place(of: sequence)
        let demand = demandBytes(at: place)
        guard demand.baseAddress != nil else { return demand }
        return frozen.bytes(stampStart(at: place), place.body + UInt64(demand.count))
    }

    private func stampStart(at place: DemandPlace) -> UInt64 {
        place.body - UInt64(plan.stamp.byteCount)
    }
}
