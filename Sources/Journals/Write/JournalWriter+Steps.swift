import Glibc

extension JournalWriter {
    /// What is to be done next; nil when there is nothing, or not before `nextInstant`.
    package mutating func nextStep(at now: UInt64) -> JournalStep? {
        switch state {
        case .failed, .closed: return nil
        case .running, .diskFull: break
        }
        // What is written is synced before more is: otherwise a full stream would never be.
        if batch.isGathering && unsyncedBytes > 0 && isSyncDue(at: now) {
            return .sync(segments[segments.count - 1].number)
        }
        if batch.count > 0 {
            if now < writeAgainAt { return nil }
            return .write(segments[segments.count - 1].number, offset: offset + batch.writtenOffset)
        }
        if let unneeded { return .remove(unneeded) }
        if isClosing && unsyncedBytes == 0 {
            state = .closed
            return nil
        }
        if wantsNext && unsyncedBytes == 0 && prepared == nextNumber {
            begin(nextNumber)
            return .write(segments[segments.count - 1].number, offset: 0)
        }
        // In good time, so that nothing has to wait for it.
        if prepared == nil && (wantsNext || offset > layout.segmentBytes / 2) {
            return now < prepareAgainAt ? nil : .prepare(nextNumber)
        }
        return nil
    }

    /// When `nextStep` will have something though nothing else happens; nil when it will not.
    package var nextInstant: UInt64? {
        switch state {
        case .failed, .closed: return nil
        case .running, .diskFull: break
        }
        if batch.count > 0 { return writeAgainAt }
        var instants: [UInt64] = []
        if unsyncedBytes > 0 { instants.append(unsyncedSince &+ timing.syncNanoseconds) }
        if prepared == nil && prepareAgainAt > 0 { instants.append(prepareAgainAt) }
        return instants.min()
    }

    private func isSyncDue(at now: UInt64) -> Bool {
        isSynced || isBeginning || wantsNext || isClosing || unsyncedBytes >= timing.unsyncedBytes
            || now >= unsyncedSince &+ timing.syncNanoseconds
    }

    /// The oldest segment, when a durable checkpoint needs nothing of it.
    private var unneeded: UInt64? {
        guard checkpoint.sequence > 0, checkpoint.sequence <= durable, segments.count > 1,
            segments[1].first <= checkpoint.keepFrom
        else { return nil }
        return segments[0].number
    }

    private mutating func begin(_ number: UInt64) {
        let header = SegmentHeader(run: run, number: number, first: appended + 1)
        segments.append(.init(number: number, first: header.first))
        identity = header.identity
        prepared = nil
        offset = 0
        isOpen = false
        isBeginning = true
        batch.append(header)
    }

    /// The step that `nextStep` gave last has ended.
    package mutating func finished(
        _ step: JournalStep, _ outcome: JournalStep.Outcome, at now: UInt64
    ) {
        if case .failed(let number) = outcome {
            failed(step, number, at: now)
            return
        }
        switch step {
        case .prepare(let number):
            prepared = number
            prepareAgainAt = 0
            hasRoom()
        case .write:
            // A disk that takes nothing and says nothing is broken.
            guard case .wrote(let bytes) = outcome, bytes > 0 else {
                state = .failed(errno: EIO)
                return
            }
            wrote(bytes, at: now)
        case .sync:
            synced()
        case .remove:
            segments.removeFirst()
        }
    }

    private mutating func wrote(_ bytes: Int, at now: UInt64) {
        if unsyncedBytes == 0 { unsyncedSince = now }
        unsyncedBytes += bytes
        hasRoom()
        let batchBytes = batch.count
        guard batch.wrote(bytes) else { return }
        offset += batchBytes
        written = appended
    }

    private mutating func synced() {
        unsyncedBytes = 0
        durable = written
        if isBeginning {
            isBeginning = false
            isOpen = true
            wantsNext = false
        }
    }

    private mutating func hasRoom() {
        if state == .diskFull { state = .running }
    }

    private mutating func failed(_ step: JournalStep, _ number: Int32, at now: UInt64) {
        let isFull = number == ENOSPC || number == EDQUOT
        switch step {
        case .prepare where isFull:
            state = .diskFull
            prepareAgainAt = now &+ timing.againNanoseconds
        case .write where isFull:
            state = .diskFull
            writeAgainAt = now &+ timing.againNanoseconds
        default:
            state = .failed(errno: number)
        }
    }
}
