/// What is told of demands that were not unanimous.
extension Voter {
    /// A dissenter that never stops must not fill a disk: the first so many of a run are told.
    package static let accountsMax: UInt64 = 1000

    /// The next `VerdictAccount` or `ContractExit` as bytes; empty when there is none.
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
        let reserve = 4 + (hasToldExit ? 0 : 4 + ContractExit.byteCountMax)
        guard accountsTold < Self.accountsMax,
            accounts.room >= VerdictAccount.byteCountMax + reserve
        else { return }
        accountsTold += 1
        let index = slotIndex(sequence)
        let slot = slots[index]
        let (accounts, start) = (accounts, accounts.high)
        let demand = demandBytes(of: sequence)
        let each = VerdictAccount.answersBytesMax / plan.replicas
        let mostOfReason = min(reasonBytesMax, VerdictAccount.reasonsBytesMax / plan.replicas)
        var isClipped = false
        for replica in 0..<plan.replicas where saidBytes(sequence, replica).count > each {
            isClipped = true
        }
        append(UInt32(0))
        append(sequence + 1)
        append(slot.verdict.rawValue)
        append(
            UInt8(slot.isHeld ? 1 : 0) | UInt8(isClipped ? 2 : 0) | UInt8(slot.isOutside ? 4 : 0)
                | UInt8(slot.isWithheldBack && !slot.isOversized ? 8 : 0))
        append(supporters.bits)
        append(demand, most: VerdictAccount.demandBytesMax)
        append(slot.isOutside ? outsideReasons[index] : [], most: reasonBytesMax)
        append(UInt8(plan.replicas))
        for replica in 0..<plan.replicas {
            let cell = cellIndex(sequence, replica)
            append(cells[cell].ballot.rawValue)
            append(cells[cell].acceptance.rawValue)
            append(saidBytes(sequence, replica), most: each)
            append(reasons.isEmpty ? [] : reasons[cell], most: mostOfReason)
        }
        accounts.setCount(at: start, UInt32(accounts.high - start - 4))
    }

    /// Tells once in a run that a replica's answers will not count any more.
    mutating func tellExit(
        of replica: Int, at demand: UInt64, _ cause: Acceptance, _ reason: [UInt8]
    ) {
        hasToldExit = true
        let start = accounts.high
        append(UInt32(0))
        append(UInt64(0))
        append(demand)
        append(UInt8(replica))
        append(cause.rawValue)
        append(reason, most: reasonBytesMax)
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

    private func append(_ bytes: [UInt8], most: Int) {
        bytes.withUnsafeBytes { append($0, most: most) }
    }

    private func saidBytes(_ sequence: UInt64, _ replica: Int) -> UnsafeRawBufferPointer {
        let cell = cells[cellIndex(sequence, replica)]
        guard cell.isRetained else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return links[replica].answers.bytes(cell.start, cell.end)
    }
}
