import Voting

extension JournalEntry {
    /// nil when the payload is not one of its kind. Never traps, whatever the bytes.
    package init?(_ kind: RecordKind, _ payload: UnsafeRawBufferPointer) {
        func word(_ index: Int) -> UInt64 { payload.number(at: 8 * index, as: UInt64.self) }
        func arePossible(_ indices: Int...) -> Bool { indices.allSatisfy { word($0) < 1 << 62 } }
        func text(from offset: Int) -> UnsafeRawBufferPointer {
            payload.part(offset, payload.count)
        }
        switch kind {
        case .demand:
            guard payload.count >= 16, word(0) > 0, arePossible(0, 1) else { return nil }
            self = .demand(number: word(0), inputEnd: word(1), text(from: 16))
        case .verdict:
            guard payload.count >= 32, word(0) > 0, arePossible(0, 2, 3),
                let byte = UInt8(exactly: word(1)),
                let verdict = RecordedVerdict(rawValue: byte)
            else { return nil }
            self = .verdict(
                number: word(0), verdict: verdict, outputEnd: word(2), written: word(3),
                text(from: 32))
        case .event:
            self = .event(payload)
        case .checkpoint:
            guard payload.count >= 32, word(3) > 0 else { return nil }
            let checkpoint = Checkpoint(
                number: word(0), inputEnd: word(1), outputEnd: word(2), keepFrom: word(3))
            self = .checkpoint(checkpoint, text(from: 32))
        case .input:
            guard payload.count == 16, word(1) <= 1 else { return nil }
            self = .input(end: word(0), hasEnded: word(1) == 1)
        case .withheld:
            guard payload.count == 32, word(0) > 0, word(0) <= word(1), arePossible(0, 1, 2, 3)
            else { return nil }
            self = .withheld(word(0)...word(1), inputEnd: word(2), outputEnd: word(3))
        }
    }
}
