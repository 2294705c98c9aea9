import Voting

/// What was said of the answers to one demand, where it depends on nothing else: the same bytes
/// again are not judged again. Uses its memory again from demand to demand.
struct JudgedAnswers {
    private var entries: [Entry]
    private var count = 0

    private struct Entry {
        var bytes = KeptBytes()
        var acceptance = Acceptance.accepted
        var told = MachineAcceptance.Told.nothing
    }

    /// - Parameter max: different answers that are kept.
    init(max: Int) { entries = Array(repeating: Entry(), count: max) }

    /// Another demand.
    mutating func forget() { count = 0 }

    func find(
        _ bytes: UnsafeRawBufferPointer
    ) -> (acceptance: Acceptance, told: MachineAcceptance.Told)? {
        for entry in entries[..<count] where entry.bytes.holds(bytes) {
            return (entry.acceptance, entry.told)
        }
        return nil
    }

    mutating func keep(
        _ bytes: UnsafeRawBufferPointer, _ acceptance: Acceptance, _ told: MachineAcceptance.Told
    ) {
        guard count < entries.count else { return }
        entries[count].bytes.keep(bytes)
        (entries[count].acceptance, entries[count].told) = (acceptance, told)
        count += 1
    }
}
