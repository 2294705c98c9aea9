import Voting

extension EnsembleReader {
    mutating func readJournal(_ top: [String: YamlValue]) {
        let names = Durability.allCases.map(\.rawValue)
        let read = choice(top["durability"], "durability", names) { Durability(rawValue: $0) }
        draft.journal.durability = read?.value ?? .none
        guard let value = top["journal"] else { return }
        let keys = table(value, named: "journal", keys: EnsembleKey.journal)
        draft.journal.segmentBytes = Int(
            bytes(keys["segment"], "segment", 1 << 20...1 << 30) ?? 64 << 20)
        if let ring = size(keys["ring"], "ring") {
            let isPossible = (65_536...1 << 30).contains(ring.value)
            if isPossible && ring.value & (ring.value - 1) == 0 {
                draft.journal.ringBytes = Int(ring.value)
            } else {
                problems.append(
                    Problem(ring.place, "ring: must be a power of two from 64KiB to 1GiB"))
            }
        }
        if let stalled = duration(keys["stalled"], "stalled") {
            if EnsembleCheck.durations.contains(stalled.value) {
                draft.journal.stalledNanoseconds = stalled.value
            } else {
                problems.append(Problem(stalled.place, "stalled: out of range (1ms to 60min)"))
            }
        }
        let failures = Journaling.Failure.allCases.map(\.rawValue)
        let failure = choice(keys["failure"], "failure", failures) {
            Journaling.Failure(rawValue: $0)
        }
        draft.journal.failure = failure?.value ?? .restrictive
    }

    /// Segments are a multiple of eight bytes long.
    private mutating func bytes(
        _ value: YamlValue?, _ key: String, _ range: ClosedRange<UInt64>
    ) -> UInt64? {
        guard let found = size(value, key) else { return nil }
        if range.contains(found.value) && found.value % 8 == 0 { return found.value }
        let words =
            "\(SizeText.text(bytes: range.lowerBound)) to "
            + SizeText.text(bytes: range.upperBound)
        problems.append(Problem(found.place, "\(key): must be \(words), a multiple of 8 bytes"))
        return nil
    }
}
