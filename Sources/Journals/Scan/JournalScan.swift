/// Reads a journal, segment by segment in the order of their numbers, and says where it ends.
///
/// A place that is not whole is a *torn tail* when it lies behind all that is whole and no record
/// shows that it was ever known to be durable: a crash leaves such, and nothing was promised of it.
/// Everywhere else it is damage. After a crash a byte that was not synced is the old one or the
/// new one; a disk that destroys the last record in another way after it was durable cannot be
/// told from a torn tail.
package struct JournalScan {
    private let layout: JournalLayout
    private var found = JournalEnd()
    private var lastSeen: UInt64 = 0
    /// Where the records of the segment before end, while it is not known whether it is the last.
    private var open: (place: JournalPlace, ending: SegmentScan.Ending, byteCount: Int)?
    /// A segment was found that was not begun, so no later one may be.
    private var isOver = false

    /// - Parameter run: whose journal it must be; nil takes that of the first segment.
    package init(layout: JournalLayout, run: RunID? = nil) {
        self.layout = layout
        found.run = run
    }

    private var expected: UInt64 { found.last + 1 }

    /// Takes one whole segment file. Never traps, whatever the bytes.
    ///
    /// - Parameters:
    ///   - number: from the file's name; in rising order.
    ///   - written: so many of the bytes; those behind them are known to be zero.
    ///   - each: is given the records in it, before the end of the scan can say that they count.
    package mutating func scan(
        _ number: UInt64, _ bytes: UnsafeRawBufferPointer, written: Int? = nil,
        each: (JournalRecord) -> Void
    ) throws(JournalDamage) {
        let start = JournalPlace(segment: number, offset: 0)
        if bytes.count > JournalLayout.segmentBytesMax {
            throw JournalDamage(place: start, reason: .tooLong)
        }
        if lastSeen > 0 && number != lastSeen &+ 1 {
            let missing = JournalPlace(segment: lastSeen &+ 1, offset: 0)
            throw JournalDamage(place: missing, reason: .missing)
        }
        lastSeen = number
        guard let header = SegmentHeader(bytes) else {
            try skipUnbegun(number, bytes)
            return
        }
        try check(header, at: start)
        try settle(before: header)
        found.segments.append(.init(number: number, first: header.first))
        try read(header, bytes, written ?? bytes.count, each)
    }

    private func check(
        _ header: SegmentHeader, at start: JournalPlace
    ) throws(JournalDamage) {
        if header.number != start.segment {
            throw JournalDamage(place: start, reason: .number(header.number))
        }
        if let run = found.run, header.run != run {
            throw JournalDamage(place: start, reason: .otherRun)
        }
        if isOver {
            let place = JournalPlace(segment: start.segment - 1, offset: 0)
            throw JournalDamage(place: place, reason: .header)
        }
    }

    /// A segment is begun only when all of the one before it is durable.
    private mutating func settle(before header: SegmentHeader) throws(JournalDamage) {
        if found.segments.isEmpty {
            found.last = header.first - 1
        } else if let open, header.first != expected {
            if header.first > expected, let flaw = open.ending.flaw {
                throw JournalDamage(place: open.place, reason: .record(expected, flaw))
            }
            let place = JournalPlace(segment: header.number, offset: 0)
            throw JournalDamage(
                place: place, reason: .follows(header.first, expected: expected))
        } else if let open, case .damaged(let flaw) = open.ending {
            throw JournalDamage(place: open.place, reason: .record(expected, flaw))
        }
        found.run = header.run
        open = nil
    }

    private mutating func read(
        _ header: SegmentHeader, _ bytes: UnsafeRawBufferPointer, _ written: Int,
        _ each: (JournalRecord) -> Void
    ) throws(JournalDamage) {
        var segment = SegmentScan(
            header, bytes, written: written, payloadBytesMax: layout.payloadBytesMax)
        while true {
            do throws(RecordFlaw) {
                let record = try segment.next()
                found.last = record.sequence
                if case .checkpoint(let checkpoint, _) = record.entry {
                    found.keepFrom = checkpoint.keepFrom
                }
                each(record)
            } catch {
                found.offset = segment.offset
                let place = JournalPlace(segment: header.number, offset: segment.offset)
                open = (place, segment.ending(error), bytes.count)
                return
            }
        }
    }

    /// A header is synced before any record follows, so without one there can be none.
    private mutating func skipUnbegun(
        _ number: UInt64, _ bytes: UnsafeRawBufferPointer
    ) throws(JournalDamage) {
        isOver = true
        found.unbegun.append(number)
        let start = JournalPlace(segment: number, offset: 0)
        guard let run = found.run else {
            // Nobody says whose records they would be: none may be there.
            if bytes.hasContent(from: min(SegmentHeader.byteCount, bytes.count)) {
                throw JournalDamage(place: start, reason: .header)
            }
            return
        }
        let header = SegmentHeader(run: run, number: number, first: expected)
        let known = SegmentScan.hasRecord(
            bytes, identity: header.identity, payloadBytesMax: layout.payloadBytesMax)
        if known != false { throw JournalDamage(place: start, reason: .header) }
    }

    /// - Returns: where the journal ends.
    package func finish() throws(JournalDamage) -> JournalEnd {
        var end = found
        if let open {
            switch open.ending {
            case .clean: break
            case .torn(let flaw):
                end.torn = .init(place: open.place, byteCount: open.byteCount, flaw: flaw)
            case .damaged(let flaw):
                throw JournalDamage(place: open.place, reason: .record(expected, flaw))
            case .unclear(let flaw):
                throw JournalDamage(place: open.place, reason: .unclear(expected, flaw))
            }
        }
        if let first = end.segments.first, first.first > max(end.keepFrom, 1) {
            let place = JournalPlace(segment: first.number, offset: 0)
            throw JournalDamage(place: place, reason: .beginning(first: first.first))
        }
        return end
    }
}

extension SegmentScan.Ending {
    fileprivate var flaw: RecordFlaw? {
        switch self {
        case .clean: .empty
        case .torn(let flaw), .damaged(let flaw), .unclear(let flaw): flaw
        }
    }
}
