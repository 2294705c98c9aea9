/// Whether a process still goes round: it raises a number each time, and somebody looks four times
/// within the bound whether it did.
///
/// Who has nothing to do stands still, too. So who has not moved since the last look is asked, that
/// is woken, and only time after that counts against it. Of that time not all does: see
/// `ProcessSight.chance`. An observer that comes late itself has learnt nothing of that time, in
/// which the whole machine, or both of them, may have stood still.
///
/// Who stopped moving is found after five quarters of the bound at the earliest, after six at the
/// latest when the observer is in time and the process has what it needs of the processors.
package struct SignOfLife: Sendable {
    package enum Finding: Equatable, Sendable {
        case nothing
        /// It is to be woken, so that it can move.
        case ask
        /// Told once: nothing more is found of it.
        case lifeless(Lifelessness)
    }

    /// So many bounds for who has only been started: it may have much to read first.
    private static let beginning: UInt64 = 10

    private let bound: UInt64
    private let interval: UInt64
    private var beats: UInt64
    private var hasMoved = false
    private var isAsked = false
    /// The time in which it could have moved since it was asked.
    private var silence: UInt64 = 0
    private var processor: UInt64 = 0
    private var lookedAt: UInt64
    /// When it is to be looked at; nil: never again.
    package private(set) var nextLook: UInt64?

    /// Of a process that has just been started.
    ///
    /// - Parameters:
    ///   - bound: nanoseconds, above 0; until it has moved for the first time ten times as long.
    ///   - beats: the number as its predecessor left it.
    package init(bound: UInt64, beats: UInt64, at now: UInt64) {
        precondition(bound > 0, "a bound of nothing")
        self.bound = bound
        self.beats = beats
        interval = (bound + 3) / 4
        lookedAt = now
        nextLook = now + interval
    }

    /// - Parameters:
    ///   - sight: asked only of who has not moved; nil when it has ended.
    package mutating func look(
        at now: UInt64, beats: UInt64, sight: () -> ProcessSight?
    ) -> Finding {
        guard let due = nextLook, now >= due else { return .nothing }
        let elapsed = min(now - lookedAt, interval)
        let isLate = now > due + interval
        (lookedAt, nextLook) = (now, now + interval)
        if beats != self.beats {
            self.beats = beats
            hasMoved = true
            forget()
            return .nothing
        }
        guard let sight = sight() else { return .nothing }
        let used = sight.processorNanoseconds - min(processor, sight.processorNanoseconds)
        processor = sight.processorNanoseconds
        if sight.isTraced {
            // It is somebody else's for that long, and is not woken in the midst of it.
            forget()
            return .nothing
        }
        guard isAsked else {
            isAsked = true
            return .ask
        }
        if !isLate { silence += sight.chance(in: elapsed, used: used) }
        guard silence >= (hasMoved ? bound : Self.beginning * bound) else { return .nothing }
        nextLook = nil
        return .lifeless(Lifelessness(nanoseconds: silence, state: sight.state))
    }

    private mutating func forget() {
        isAsked = false
        silence = 0
    }
}
