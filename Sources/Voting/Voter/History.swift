/// What a newcomer with state is shown: where each demand ends in the demand buffer, and what
/// was agreed on it.
struct History {
    struct Entry {
        var end: UInt64
        /// Where the agreed answer stands in `answers`; nil while undecided and after a
        /// restrictive verdict, which proves nothing about a replayed answer.
        var agreed: Range<Int>?
        var isOversized = false
    }

    private(set) var entries: [Entry] = []
    private var answers: [UInt8] = []
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

    /// - Parameter answersBytesMax: beyond it the answer is not kept, and not compared.
    mutating func agree(
        on sequence: UInt64, answer: UnsafeRawBufferPointer, answersBytesMax: Int
    ) {
        guard isComplete, answers.count + answer.count <= answersBytesMax else { return }
        let start = answers.count
        answers.append(contentsOf: answer)
        entries[Int(sequence)].agreed = start..<answers.count
    }

    /// The agreed answer to a demand, where there is one.
    func agreed(on sequence: UInt64) -> ArraySlice<UInt8>? {
        entries[Int(sequence)].agreed.map { answers[$0] }
    }

    /// The buffer is full: who is lost from now on cannot be caught up any more.
    mutating func giveUp() {
        isComplete = false
        entries = []
        answers = []
    }
}
