/// What a newcomer with state is shown: where each demand ends in the demand buffer, and what
/// was agreed on it.
struct History {
    struct Entry {
        var end: UInt64
        /// Where its consumer's own bytes begin.
        var body: UInt64
        /// Where the agreed answer stands in `answers`; nil while undecided and after a
        /// restrictive verdict, which proves nothing about a replayed answer.
        var agreed: Range<UInt64>?
        /// Nobody was asked, and nobody is.
        var isWithheld = false
        /// Its ballots are closed, some answers were not accepted, and none was.
        var isBarren = false
    }

    private(set) var entries: [Entry] = []
    private let answers: SlidingBuffer
    /// Whether it still begins at the first demand.
    private(set) var isComplete = true

    /// - Parameter answersCapacity: bytes of agreed answers that can be kept.
    init(answersCapacity: Int) {
        answers = SlidingBuffer(capacity: answersCapacity)
    }

    /// A sequence number's frozen bytes.
    func range(of sequence: UInt64) -> (start: UInt64, end: UInt64) {
        let index = Int(sequence)
        return (index == 0 ? 0 : entries[index - 1].end, entries[index].end)
    }

    mutating func append(_ entry: Entry) {
        if isComplete { entries.append(entry) }
    }

    /// - Returns: false when there is no room for the answer: then the history cannot be whole.
    mutating func agree(on sequence: UInt64, answer: UnsafeRawBufferPointer) -> Bool {
        guard isComplete else { return true }
        guard answer.count <= answers.room else { return false }
        let start = answers.high
        answers.append(answer)
        entries[Int(sequence)].agreed = start..<answers.high
        return true
    }

    mutating func noteBarren(_ sequence: UInt64) {
        if isComplete, Int(sequence) < entries.count { entries[Int(sequence)].isBarren = true }
    }

    func isBarren(_ sequence: UInt64) -> Bool {
        isComplete && Int(sequence) < entries.count && entries[Int(sequence)].isBarren
    }

    /// The agreed answer to a demand, where there is one.
    func agreed(on sequence: UInt64) -> UnsafeRawBufferPointer? {
        entries[Int(sequence)].agreed.map { answers.bytes($0.lowerBound, $0.upperBound) }
    }

    /// A buffer is full: who is lost from now on cannot be caught up any more.
    mutating func giveUp() {
        isComplete = false
        entries = []
        answers.release(upTo: answers.high)
    }
}
