/// What a newcomer with state is shown: where each demand ends in the demand buffer, and what
/// was agreed on it.
struct History {
    struct Entry {
        var end: UInt64
        /// Digest of the agreed answer; nil while undecided and after a restrictive verdict, which
        /// proves nothing about a replayed answer.
        var agreed: UInt64?
        var isOversized = false
    }

    private(set) var entries: [Entry] = []
    /// Whether it still begins at the first demand.
    private(set) var isComplete = true

    /// A sequence number's frozen bytes.
    func range(of sequence: UInt64) -> (start: UInt64, end: UInt64) {
        let index = Int(sequence)
        return (index == 0 ? 0 : entries[index - 1].end, entries[index].end)
    }

    mutating func append(_ entry: Entry) {
        if isComplete { entries.append(entry) }
    }

    mutating func agree(on sequence: UInt64, digest: UInt64) {
        if isComplete { entries[Int(sequence)].agreed = digest }
    }

    /// The buffer is full: who is lost from now on cannot be caught up any more.
    mutating func giveUp() {
        isComplete = false
        entries = []
    }
}
