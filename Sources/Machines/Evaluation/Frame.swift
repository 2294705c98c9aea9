/// The memory in which a compiled machine works: one slot a name.
///
/// Raw memory, so that reading a slot costs no check of exclusive access. The compiler is the only
/// one that numbers slots.
final class Frame {
    /// What names stand for now.
    let current: UnsafeMutablePointer<Value>
    /// What a substitution has given them; `||` reads `current` on both sides.
    let next: UnsafeMutablePointer<Value>
    let capacity: Int
    var limits: MachineLimits
    /// Steps that the question may still take.
    private let steps: UnsafeMutablePointer<Int>
    /// Those that it had in the beginning.
    @exclusivity(unchecked) private var stepsGiven: Int
    /// What slots held before `;` moved on, to be put back when the search comes back.
    @exclusivity(unchecked) private var saved: [(slot: Int, current: Value, next: Value)] = []
    /// What kept an instance or a path from having an outcome, while others are still tried.
    @exclusivity(unchecked) var pending: EvaluationStop?
    /// Paths without an outcome are passed over, and remembered in `pending`.
    @exclusivity(unchecked) var isTolerant = false
    /// Some path met a false PRE inside of an operation.
    @exclusivity(unchecked) var isOutsideContract = false
    /// Choices in the middle of which the search is.
    @exclusivity(unchecked) private var openChoices = 0
    static let openChoicesMax = 500
    /// Branches taken on the way, where they are recorded.
    @exclusivity(unchecked) var trail: [Int] = []
    /// Those taken where the question came to a stop; empty when it did not.
    @exclusivity(unchecked) private(set) var stoppedTrail: [Int] = []
    /// Which substitution gave a slot its value, where that is recorded.
    @exclusivity(unchecked) var writers: [Int: SourceSpan] = [:]
    /// Choices that do not allow the answer are remembered.
    @exclusivity(unchecked) var isTelling = false
    @exclusivity(unchecked) var brokenChoices: [BrokenChoice] = []

    init(capacity: Int, limits: MachineLimits) {
        self.capacity = capacity
        self.limits = limits
        stepsGiven = limits.stepsMax
        current = .allocate(capacity: capacity)
        next = .allocate(capacity: capacity)
        steps = .allocate(capacity: 1)
        current.initialize(repeating: .unset, count: capacity)
        next.initialize(repeating: .unset, count: capacity)
        steps.initialize(to: limits.stepsMax)
        saved.reserveCapacity(64)
    }

    /// Another memory with the same values.
    convenience init(copying other: Frame) {
        self.init(capacity: other.capacity, limits: other.limits)
        for slot in 0..<capacity { current[slot] = other.current[slot] }
    }

    deinit {
        current.deinitialize(count: capacity)
        next.deinitialize(count: capacity)
        current.deallocate()
        next.deallocate()
        steps.deallocate()
    }

    /// Of the question asked last.
    var stepsTaken: Int { stepsGiven - stepsLeft }
    var stepsLeft: Int { max(steps.pointee, 0) }

    /// A new question: all steps may be taken again, or so many.
    func begin(steps count: Int? = nil) {
        stepsGiven = count ?? limits.stepsMax
        steps.pointee = stepsGiven
        pending = nil
        isTolerant = false
        isOutsideContract = false
        openChoices = 0
        stoppedTrail = []
    }

    @inline(__always)
    func tick(_ span: SourceSpan) throws(EvaluationStop) {
        steps.pointee -= 1
        if steps.pointee < 0 { throw exhausted(span) }
    }

    @inline(__always)
    func charge(_ count: Int, _ span: SourceSpan) throws(EvaluationStop) {
        steps.pointee = steps.pointee < count ? -1 : steps.pointee - count
        if steps.pointee < 0 { throw exhausted(span) }
    }

    private func exhausted(_ span: SourceSpan) -> EvaluationStop {
        steps.pointee = -1
        return EvaluationStop(.undecided("takes more than \(limits.stepsMax) steps"), span)
    }

    /// Goes on after an instance without a truth value: it is thrown in the end unless another
    /// instance decides. Once all steps are taken nothing can be tried any more.
    func note(_ stop: EvaluationStop) throws(EvaluationStop) {
        if steps.pointee < 0 { throw stop }
        switch (pending?.reason, stop.reason) {
        case (nil, _), (.undefined, .undecided): pending = stop
        default: break
        }
    }

    /// Refuses to go through more elements than may be written out, and counts a step for each
    /// eight of them.
    func list(_ set: SetValue, _ span: SourceSpan) throws(EvaluationStop) {
        let count = set.count
        if count > limits.elementsMax { throw tooMany(span) }
        try charge(1 + count / 8, span)
    }

    /// One more choice that is still open, each of which takes room on the stack.
    func open(_ span: SourceSpan) throws(EvaluationStop) {
        if openChoices == Self.openChoicesMax {
            throw EvaluationStop(
                .undecided("has more than \(Self.openChoicesMax) choices one after the other"),
                span)
        }
        openChoices += 1
    }

    func close() { openChoices -= 1 }

    /// A place in the search to come back to.
    struct Mark {
        fileprivate var saved: Int
        fileprivate var trail: Int
    }

    var mark: Mark { Mark(saved: saved.count, trail: trail.count) }

    /// What a substitution has written becomes what the following one reads.
    func settle(_ slots: [Int]) {
        for slot in slots {
            saved.append((slot, current[slot], next[slot]))
            current[slot] = next[slot]
        }
    }

    /// Remembers what slots hold.
    func save(_ slots: [Int]) {
        for slot in slots { saved.append((slot, current[slot], next[slot])) }
    }

    /// Everything is again as it was at the mark.
    func back(to mark: Mark) {
        while saved.count > mark.saved, let last = saved.popLast() {
            current[last.slot] = last.current
            next[last.slot] = last.next
        }
        if trail.count > mark.trail { trail.removeLast(trail.count - mark.trail) }
    }

    /// The same on the way out of what came to a stop.
    func unwind(to mark: Mark) {
        if stoppedTrail.isEmpty { stoppedTrail = trail }
        back(to: mark)
    }

    /// What was read is as it was at the mark; what was written stays.
    func keepWritten(since mark: Mark) {
        while saved.count > mark.saved, let last = saved.popLast() {
            current[last.slot] = last.current
        }
    }

    func tooMany(_ span: SourceSpan) -> EvaluationStop {
        EvaluationStop(.undecided("has more than \(limits.elementsMax) elements"), span)
    }
}

extension Value {
    /// What a variable holds that was given no value; no value of B has this form.
    static var unset: Value { .record([]) }

    var isUnset: Bool { if case .record(let fields) = self { fields.isEmpty } else { false } }
}
