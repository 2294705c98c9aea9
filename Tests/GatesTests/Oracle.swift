import Gates
import Voting

/// What a consumer may be told, worked out from what really happened on the line and not from its
/// bytes: it knows every record the voter sealed, so it reads no check code and decodes nothing.
struct Oracle {
    struct Sealed {
        let sequence: UInt64
        let digest: UInt64
        let kind: VerdictRecord.Kind
        let expires: UInt64
        let answer: String
    }

    let cycle: UInt64
    let release: UInt64?
    /// The right answers, by demand number from 1; the demands' digests.
    let answers: [String]
    let digests: [UInt64]
    let knowsDemands: Bool
    var sealed: [[UInt8]: Sealed] = [:]

    private var newest: UInt64 = 0
    private var latest: UInt64 = 0
    /// Good records since the last fault; nil: no fault yet.
    private var sinceFault: UInt64?
    /// Until when the consumer may rest on what it has; nil before the first good record.
    private var restsUntil: UInt64?
    private var isOver = false

    init(
        cycle: UInt64, release: UInt64?, answers: [String], digests: [UInt64], knowsDemands: Bool
    ) {
        (self.cycle, self.release, self.answers) = (cycle, release, answers)
        (self.digests, self.knowsDemands) = (digests, knowsDemands)
    }

    private var isOpen: Bool {
        guard let sinceFault else { return true }
        return release.map { sinceFault >= $0 } ?? false
    }

    /// Time passes, seen or not.
    mutating func pass(to now: UInt64) {
        if now < latest { fail() }
        latest = max(latest, now)
        if let restsUntil, isOpen, latest >= restsUntil { fail() }
    }

    /// - Returns: the one permissive answer allowed now; nil: only the restrictive one.
    mutating func receive(_ line: [UInt8], now: UInt64) -> String? {
        pass(to: now)
        if isOver { return nil }
        let wasOpen = isOpen
        guard let record = sealed[line], record.sequence > newest else { return fail() }
        let isNext = record.sequence == newest + 1
        newest = record.sequence
        guard isNext, latest < record.expires, isWanted(record) else { return fail() }
        if record.kind == .end {
            isOver = true
            return nil
        }
        if let count = sinceFault { sinceFault = count + 1 }
        restsUntil = latest + cycle
        guard wasOpen, record.kind == .agreed else { return nil }
        restsUntil = min(latest + cycle, record.expires)
        return record.answer
    }

    private func isWanted(_ record: Sealed) -> Bool {
        guard knowsDemands else { return true }
        guard record.sequence <= UInt64(digests.count) else { return record.kind == .end }
        return record.kind != .end && record.digest == digests[Int(record.sequence) - 1]
    }

    @discardableResult
    private mutating func fail() -> String? {
        sinceFault = 0
        return nil
    }
}
