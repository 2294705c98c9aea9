/// What is told of demands that were not unanimous.
extension Voter {
    /// A dissenter that never stops must not fill a disk: the first so many of a run are told.
    package static let accountsMax: UInt64 = 1000

    /// The next `VerdictAccount` as bytes; empty when there is none.
    package var pendingAccount: UnsafeRawBufferPointer {
        guard accounts.count > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let body = accounts.low + 4
        let count = accounts.bytes(accounts.low, body).loadUnaligned(as: UInt32.self)
        return accounts.bytes(body, body + UInt64(count))
    }

    /// `pendingAccount` was passed on, or nobody wants it.
    package mutating func toldAccount() {
        accounts.release(upTo: accounts.low + 4 + UInt64(pendingAccount.count))
    }

    /// Keeps the account of the oldest demand, whose ballots are all closed, when there is room.
    mutating func account(for sequence: UInt64, _ supporters: ReplicaSet) {
        guard accountsTold < Self.accountsMax, accounts.room >= 4 + VerdictAccount.byteCountMax
        else { return }
        accountsTold += 1
        let slot = slots[slotIndex(sequence)]
        let (accounts, start) = (accounts, accounts.high)
        let demand = demandBytes(of: sequence)
        let each = VerdictAccount.answersBytesMax / plan.replicas
        var isClipped = false
        for replica in 0..<plan.replicas where saidBytes(sequence, replica).count > each {
            isClipped = true
        }
        append(UInt32(0))
        append(sequence + 1)
        append(slot.verdict.rawValue)
        append(UInt8(slot.isHeld ? 1 : 0) | UInt8(isClipped ? 2 : 0))
        append(supporters.bits)
        append(demand, most: VerdictAccount.demandBytesMax)
        append(UInt8(plan.replicas))
        for replica in 0..<plan.replicas {
            append(cells[cellIndex(sequence, replica)].ballot.rawValue)
            append(saidBytes(sequence, replica), most: each)
        }
        accounts.setCount(at: start, UInt32(accounts.high - start - 4))
    }

    private func append<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number) { accounts.append($0) }
    }

    private func append(_ bytes: UnsafeRawBufferPointer, most: Int) {
        let told = UnsafeRawBufferPointer(rebasing: bytes.prefix(most))
        append(UInt32(told.count))
        accounts.append(told)
    }

    private func demandBytes(of sequence: UInt64) -> UnsafeRawBufferPointer {
        let slot = slots[slotIndex(sequence)]
        guard slot.end > slot.start, slot.start >= frozen.low else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        let header = plan.framing == .lines ? 0 : FrameHeader.byteCount
        let feed: UInt64 = plan.framing == .lines ? 1 : 0
        return frozen.bytes(slot.start + UInt64(header), slot.end - feed)
    }

    private func saidBytes(_ sequence: UInt64, _ replica: Int) -> UnsafeRawBufferPointer {
        let cell = cells[cellIndex(sequence, replica)]
        guard cell.isRetained else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return links[replica].answers.bytes(cell.start, cell.end)
    }
}
