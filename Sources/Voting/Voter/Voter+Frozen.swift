/// The buffer of frozen demands, as every replica gets them.
extension Voter {
    /// The next demand is one of those that a run which goes on asks again.
    var isAskedAgain: Bool { admitted < plan.start.recorded }

    /// Of a line of the input; what is asked again has its stamp in front.
    var lineBytesMax: Int {
        plan.demandBytesMax + (isAskedAgain ? plan.stamp.byteCount : 0)
    }

    /// Puts a demand into the buffer as every replica gets it; nil when there is no room.
    ///
    /// - Parameter isStamped: its stamp stands in front of it already, as it was recorded.
    mutating func freeze(
        _ bytes: UnsafeRawBufferPointer, number: UInt64, isStamped: Bool, at now: UInt64
    ) -> DemandPlace? {
        let whole = wholeByteCount(bytes.count, isStamped: isStamped)
        guard makeRoom(whole + FrameHeader.byteCount + 1, at: now) else { return nil }
        return lay(bytes, number: number, isStamped: isStamped, at: now, into: frozen)
    }

    /// Of a demand with all that stands in front of it, but for a header.
    private func wholeByteCount(_ count: Int, isStamped: Bool) -> Int {
        (plan.hasFeedback ? previous.count + 1 : 0) + (isStamped ? 0 : plan.stamp.byteCount)
            + count
    }

    /// Lays a demand into a buffer that has room for it, framed, with all that stands in front.
    func lay(
        _ bytes: UnsafeRawBufferPointer, number: UInt64, isStamped: Bool, at now: UInt64,
        into buffer: SlidingBuffer
    ) -> DemandPlace {
        let start = buffer.high
        if plan.framing != .lines {
            let whole = wholeByteCount(bytes.count, isStamped: isStamped)
            let header = FrameHeader(length: UInt32(whole), number: number)
            header.withBytes { buffer.append($0) }
        }
        if plan.hasFeedback {
            buffer.append(previous.all)
            buffer.append(0x20)
        }
        if !isStamped { plan.stamp.write(for: number, at: now, into: buffer) }
        let stamp = isStamped ? min(plan.stamp.byteCount, bytes.count) : 0
        let body = buffer.high + UInt64(stamp)
        buffer.append(bytes)
        if plan.framing == .lines { buffer.append(0x0A) }
        return DemandPlace(start: start, body: body, end: buffer.high)
    }

    /// Makes room for a demand's bytes; with state, at the price of the history when it is full.
    mutating func makeRoom(_ count: Int, at now: UInt64) -> Bool {
        if frozen.room < count { releaseFrozen() }
        if frozen.room < count && plan.isStateful && history.isComplete { giveUpHistory(at: now) }
        if frozen.room < count && plan.shadows > 0 { giveUpClinging(at: now) }
        return frozen.room >= count
    }

    /// From now on nobody who is lost can be caught up.
    mutating func giveUpHistory(at now: UInt64) {
        history.giveUp()
        for replica in links.indices
        where links[replica].standing == .catchingUp || links[replica].standing == .asleep
            || links[replica].pool.isDrowsy && links[replica].standing != .absent
        {
            condemn(replica, .historyFull, at: now)
        }
        releaseFrozen()
    }

    /// Forgets the demands that no slot, no half-written pipe and no history needs.
    func releaseFrozen() {
        if plan.isStateful && history.isComplete { return }
        var needed = base < admitted ? slots[slotIndex(base)].start : frozen.high
        for link in links where link.standing != .absent && link.written < link.handed {
            needed = min(needed, link.written)
        }
        if needed > frozen.low { frozen.release(upTo: needed) }
    }
}
