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

    /// Of the demands from `first` on.
    private(set) var entries: [Entry] = []
    private(set) var first: UInt64 = 0
    /// Where the bytes of the first one begin.
    private(set) var origin: UInt64 = 0
    private let answers: SlidingBuffer

    private enum Extent {
        /// It begins at the first demand, or at a checkpoint.
        case whole
        /// It begins where there will perhaps be a checkpoint.
        case gathering
        case lost
    }

    private var extent = Extent.whole

    /// - Parameter answersCapacity: bytes of agreed answers that can be kept.
    init(answersCapacity: Int) {
        answers = SlidingBuffer(capacity: answersCapacity)
    }

    /// Whether a newcomer can be shown all that it must have seen.
    var isComplete: Bool { extent == .whole }
    /// Whether demands are kept at all.
    var isKept: Bool { extent != .lost }
    /// One past the last demand in it.
    var next: UInt64 { first + UInt64(entries.count) }
    var isHalfFull: Bool { 2 * answers.count > answers.capacity }

    func entry(of sequence: UInt64) -> Entry { entries[Int(sequence - first)] }

    /// Where a sequence number's frozen bytes begin, also of the one that comes next.
    func start(of sequence: UInt64) -> UInt64 {
        sequence == first ? origin : entry(of: sequence - 1).end
    }

    /// A sequence number's frozen bytes.
    func range(of sequence: UInt64) -> (start: UInt64, end: UInt64) {
        (start(of: sequence), entry(of: sequence).end)
    }

    mutating func append(_ entry: Entry) {
        if isKept { entries.append(entry) }
    }

    /// - Returns: false when there is no room for the answer: then the history cannot be whole.
    mutating func agree(on sequence: UInt64, answer: UnsafeRawBufferPointer) -> Bool {
        guard isKept, sequence >= first else { return true }
        guard answer.count <= answers.room else { return false }
        let start = answers.high
        answers.append(answer)
        entries[Int(sequence - first)].agreed = start..<answers.high
        return true
    }

    mutating func noteBarren(_ sequence: UInt64) {
        if isKept, sequence >= first, sequence < next {
            entries[Int(sequence - first)].isBarren = true
        }
    }

    func isBarren(_ sequence: UInt64) -> Bool {
        isComplete && sequence >= first && sequence < next && entry(of: sequence).isBarren
    }

    /// The agreed answer to a demand, where there is one.
    func agreed(on sequence: UInt64) -> UnsafeRawBufferPointer? {
        entry(of: sequence).agreed.map { answers.bytes($0.lowerBound, $0.upperBound) }
    }

    /// A buffer is full: who is lost from now on cannot be caught up any more, until there is a
    /// checkpoint.
    mutating func giveUp() {
        extent = .lost
        entries = []
        answers.release(upTo: answers.high)
    }

    /// It begins at a demand, where a checkpoint is.
    mutating func begin(at sequence: UInt64, offset: UInt64) {
        giveUp()
        (first, origin, extent) = (sequence, offset, .whole)
    }

    /// A history that is not whole is kept from a demand on, where there may be a checkpoint.
    mutating func gather(from sequence: UInt64, offset: UInt64) {
        if isComplete { return }
        begin(at: sequence, offset: offset)
        extent = .gathering
    }

    /// There is a checkpoint where it begins, or behind that.
    mutating func complete() {
        if extent == .gathering { extent = .whole }
    }

    /// Forgets the demands before one.
    mutating func drop(before sequence: UInt64) {
        let count = Int(sequence - first)
        origin = start(of: sequence)
        entries.removeFirst(count)
        first = sequence
        let kept = entries.compactMap { $0.agreed?.lowerBound }.min()
        answers.release(upTo: kept ?? answers.high)
    }
}
