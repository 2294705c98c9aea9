import Glibc
import Journals
import Voting

/// What a voter would hand over: demands, verdicts in their order, events, checkpoints.
struct Producer {
    /// All that was handed over, from record 1 on.
    private(set) var records: [(kind: RecordKind, payload: [UInt8])] = []
    private(set) var lastDemand: UInt64 = 0
    private(set) var lastVerdict: UInt64 = 0
    private var inputEnd: UInt64 = 0
    private var outputEnd: UInt64 = 0
    /// Numbers of the records of demands that are not decided.
    private var open: [UInt64] = []
    /// Of each checkpoint: its record's number and what it keeps.
    private(set) var checkpoints: [(sequence: UInt64, keepFrom: UInt64)] = []

    /// - Parameter isUniform: all payloads have the same length.
    mutating func makeOne(
        _ random: inout SplitMix64, payloadBytesMax: Int, isUniform: Bool = false
    ) {
        let count = isUniform ? payloadBytesMax : random.pick(32...payloadBytesMax)
        let text = random.bytes(count)
        text.withUnsafeBytes { text in
            switch random.below(10) {
            case 0: add(.event(text))
            case 1 where !records.isEmpty:
                addCheckpoint(UnsafeRawBufferPointer(rebasing: text[32...]))
            case 2...5 where !open.isEmpty:
                addVerdict(&random, UnsafeRawBufferPointer(rebasing: text[32...]))
            default: addDemand(UnsafeRawBufferPointer(rebasing: text[16...]))
            }
        }
    }

    private mutating func addDemand(_ text: UnsafeRawBufferPointer) {
        lastDemand += 1
        inputEnd += UInt64(text.count)
        open.append(UInt64(records.count) + 1)
        add(.demand(number: lastDemand, inputEnd: inputEnd, text))
    }

    private mutating func addVerdict(_ random: inout SplitMix64, _ text: UnsafeRawBufferPointer) {
        open.removeFirst()
        lastVerdict += 1
        outputEnd += UInt64(text.count) + 1
        let verdict = random.chance(80) ? RecordedVerdict.agreed : .restrictive
        add(
            .verdict(
                number: lastVerdict, verdict: verdict, outputEnd: outputEnd, written: 0, text))
    }

    private mutating func addCheckpoint(_ text: UnsafeRawBufferPointer) {
        let own = UInt64(records.count) + 1
        let keepFrom = open.first ?? own
        checkpoints.append((own, keepFrom))
        let at = JournalEntry.Checkpoint(
            number: lastVerdict, inputEnd: inputEnd, outputEnd: outputEnd, keepFrom: keepFrom)
        add(.checkpoint(at, text))
    }

    private mutating func add(_ entry: JournalEntry) {
        var payload = [UInt8](repeating: 0, count: entry.byteCount)
        payload.withUnsafeMutableBytes { entry.encode(into: $0) }
        records.append((entry.kind, payload))
    }

    /// The machine started anew, and the journal has no record behind `last`: whoever goes on
    /// knows what was handed over up to it.
    mutating func forget(after last: UInt64) {
        var other = Producer()
        for record in records.prefix(Int(last)) { other.replay(record) }
        self = other
    }

    private mutating func replay(_ record: (kind: RecordKind, payload: [UInt8])) {
        records.append(record)
        record.payload.withUnsafeBytes { payload in
            switch JournalEntry(record.kind, payload) {
            case .demand(let number, let end, _)?:
                lastDemand = number
                inputEnd = end
                open.append(UInt64(records.count))
            case .verdict(let number, _, let end, _, _)?:
                lastVerdict = number
                outputEnd = end
                open.removeFirst()
            case .checkpoint(let at, _)?:
                checkpoints.append((UInt64(records.count), at.keepFrom))
            case .event?, .input?, .withheld?, nil: break
            }
        }
    }

    var inputOffset: UInt64 { inputEnd }
    var outputOffset: UInt64 { outputEnd }
    var undecided: Int { open.count }
}
