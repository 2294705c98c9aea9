/// What the specification says of demands and answers, where there is one.
///
/// It only removes: a demand that it does not admit is given to nobody, an answer that it does
/// not accept never counts.
extension Voter {
    /// Whether what an answer may be depends on the replica's answers before.
    var judgesState: Bool { acceptance?.hasState ?? false }

    /// Whether answers that no longer count are judged all the same, in their order.
    var judgesLate: Bool { acceptance != nil && (plan.isStateful || judgesState) }

    /// Whether the specification promises nothing about the demand that comes next, which ends
    /// before `end` in the input. Asked once for each.
    mutating func isOutside(upTo end: UInt64) -> Bool {
        guard let acceptance else { return false }
        if askedArrival == input.low { return isArrivalOutside }
        askedArrival = input.low
        let previous = plan.hasFeedback ? previous.all : Self.nothing
        isArrivalOutside = !acceptance.admits(input.bytes(input.low, end), previous: previous)
        arrivalReason = isArrivalOutside ? toldReason(acceptance) : []
        return isArrivalOutside
    }

    /// Judges a replica's answer to a demand that has a slot.
    mutating func judge(
        _ sequence: UInt64, _ replica: Int, _ answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        let place = place(of: sequence)
        let index = cellIndex(sequence, replica)
        cells[index].acceptance = judge(
            replica, demandBytes(at: place), previous: previousBytes(at: place), answer)
        if cells[index].acceptance != .accepted { keepReason(at: index, of: replica) }
        return cells[index].acceptance
    }

    /// Judges the answer to a demand of the history; it is told nowhere.
    mutating func judgeReplayed(
        _ sequence: UInt64, _ replica: Int, _ answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        let place = place(of: sequence)
        return judge(replica, demandBytes(at: place), previous: previousBytes(at: place), answer)
    }

    /// Judges the answer to the demand that a replica missed, whose slot is gone.
    mutating func judgeOverdue(
        _ replica: Int, _ answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        let (demand, previous) = (links[replica].overdueDemand, links[replica].overduePrevious)
        return demand.withUnsafeBytes { demand in
            previous.withUnsafeBytes { judge(replica, demand, previous: $0, answer) }
        }
    }

    private mutating func judge(
        _ replica: Int, _ demand: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer,
        _ answer: UnsafeRawBufferPointer
    ) -> Acceptance {
        guard let acceptance else { return .accepted }
        var said = Acceptance.rejected
        if !links[replica].isVoid {
            said = acceptance.judge(replica, demand, previous: previous, answer: answer)
        }
        if said != .accepted { links[replica].suspicion = .rejected }
        return said
    }

    /// What cannot be judged hides what state the replica is in, if the specification has state:
    /// nothing that this process says is accepted any more.
    mutating func cannotJudge(_ replica: Int) {
        guard judgesState else { return }
        links[replica].isVoid = true
        links[replica].suspicion = .rejected
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
