import Journals

/// What is left of a journal's records.
struct KeptRecords {
    struct Record {
        let kind: RecordKind
        let payload: [UInt8]
    }

    /// Those before the first that is left.
    var dropped = 0
    var records: [Record] = []

    /// Its records in short: kind and first number of each.
    var story: String {
        let told = records.map { "\($0.kind.rawValue):\($0.number(at: 0))" }
        return "\(dropped) dropped, then " + told.joined(separator: " ")
    }

    var last: UInt64 { UInt64(dropped + records.count) }

    /// Bytes of the output that are on the disk for certain: the journaler syncs it before it lets
    /// a record go, and what a checkpoint forgets, or was withheld before it, had left by then.
    var syncedOutput: Int {
        guard dropped > 0, let place = records.lastIndex(where: { $0.kind == .checkpoint }) else {
            return 0
        }
        let withheld = records[..<place].last { $0.kind == .withheld }.map { $0.number(at: 24) }
        return Int(max(records[place].outputEnd, withheld ?? 0))
    }
}

extension KeptRecords.Record {
    /// Of a checkpoint: the first record that is needed still, and bytes of the output up to it.
    var keepFrom: UInt64 { number(at: 24) }
    var outputEnd: UInt64 { number(at: 16) }

    func number(at offset: Int) -> UInt64 {
        payload[offset..<offset + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
