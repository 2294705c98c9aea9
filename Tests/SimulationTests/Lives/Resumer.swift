import Journals
import Voting

/// What the guardian does between two lives: reads the journal, and the output beside it. The
/// twins with a planted bug override what it finds.
class Resumer {
    private(set) var position: RunPosition
    private(set) var settled: [SettledDemands.Settled] = []

    required init(_ journal: KeptRecords, output: [UInt8]) throws {
        var entries: [JournalRecord] = []
        var kept: [UnsafeMutableRawBufferPointer] = []
        defer { for bytes in kept { bytes.deallocate() } }
        for (index, record) in journal.records.enumerated() {
            let bytes = UnsafeMutableRawBufferPointer.allocate(
                byteCount: max(1, record.payload.count), alignment: 8)
            bytes.copyBytes(from: record.payload)
            kept.append(bytes)
            let payload = UnsafeRawBufferPointer(rebasing: bytes[..<record.payload.count])
            guard let entry = JournalEntry(record.kind, payload) else {
                preconditionFailure("the voter recorded what cannot be")
            }
            entries.append(
                JournalRecord(
                    sequence: UInt64(journal.dropped + index) + 1, synced: 0, entry: entry,
                    place: JournalPlace(segment: 1, offset: 64)))
        }
        position = try output.withUnsafeBytes { output in
            var position = RunPosition(output: output)
            for entry in entries { try position.take(entry) }
            try position.finish()
            return position
        }
        var reading = SettledDemands(position)
        for entry in entries { reading.take(entry) { settled.append($0) } }
    }

    var start: RunStart {
        var start = RunStart()
        (start.settled, start.recorded) = (position.lastVerdict, position.lastDemand)
        (start.inputEnd, start.outputEnd) = (position.inputEnd, position.outputEnd)
        return start
    }

    /// The settled demands that a voter is told of.
    var told: [SettledDemands.Settled] {
        let first = checkpoint?.number ?? 0
        return settled.filter { $0.number > first }
    }

    var checkpoint: (number: UInt64, text: [UInt8])? {
        position.checkpoint.map { ($0.at.number, $0.state) }
    }

    /// The lines of the demands that were recorded and not decided.
    var askedAgain: [UInt8] { position.undecided.flatMap { $0.demand + [0x0A] } }

    /// The lines that the output lacks.
    var unsent: [UInt8] {
        settled.filter { $0.number >= position.firstUnwritten }
            .flatMap { ($0.line ?? Scenario.restrictive) + [0x0A] }
    }
}
