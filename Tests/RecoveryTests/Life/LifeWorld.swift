import Recovery

/// An observer and a process on one machine, made of one seed: the machine stands still, is busy,
/// swaps; both are stopped together; the process idles, works, is traced; and at some time it may
/// stop, spin or sleep for ever. Steps of 10 ms, a bound of a second.
struct LifeWorld {
    enum Fault: CaseIterable { case stops, spins, sleeps }

    static let step: UInt64 = 10_000_000
    static let bound: UInt64 = 1_000_000_000
    static let steps = 6000
    private var random: SplitMix64
    private let fault: Fault?
    private let faultAt: Int
    /// Of 100 steps, those in which it has the processor when it wants it.
    private let share: UInt64
    private let worksAt: UInt64

    /// It has begun well.
    private var beats: UInt64 = 1
    private var used: UInt64 = 0
    private var isAsked = false
    /// Steps for which nobody runs; it is let go on so many steps after the observer.
    private var stillness = 0
    private var isLeftStopped = 0
    private var diskFor = 0
    private var tracedFor = 0
    private var observerLateFor = 0
    /// Time since the fault in which it could be seen that it has happened.
    private var evidence: UInt64 = 0

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        fault = seed % 2 == 0 ? nil : Fault.allCases[Int(random.next() % 3)]
        faultAt = 500 + Int(random.next() % 2000)
        share = [2, 10, 50, 100][Int(random.next() % 4)]
        worksAt = [0, 1, 30][Int(random.next() % 3)]
        self.random = random
    }

    /// What is wrong with the observer; nil when nothing is.
    mutating func flaw<Observer: LifeObserver>(of type: Observer.Type) -> String? {
        var observer = type.init(bound: Self.bound, beats: 0, at: 0)
        for number in 1...Self.steps {
            let isFaulty = fault != nil && number >= faultAt
            draw()
            if stillness > 0 {
                stillness -= 1
                continue
            }
            let (now, hasTurn) = (UInt64(number) * Self.step, random.next() % 100 < share)
            if observerLateFor == 0, observer.nextLook.map({ now >= $0 }) ?? false {
                let seen = sight(isFaulty)
                switch observer.look(at: now, beats: beats, sight: { seen }) {
                case .ask: isAsked = true
                case .nothing: break
                case .lifeless:
                    return isFaulty ? nil : "a correct one was ended at step \(number)"
                }
            }
            live(isFaulty: isFaulty, hasTurn: hasTurn)
            // Twice what it takes at most when nothing is in the way.
            if evidence > 3 * Self.bound { return "none was found at step \(number)" }
        }
        return nil
    }

    private mutating func draw() {
        for timer in [\Self.observerLateFor, \.diskFor, \.tracedFor] {
            self[keyPath: timer] = max(0, self[keyPath: timer] - 1)
        }
        switch random.next() % 1500 {
        case 0: diskFor = Int(random.next() % 400)
        case 1: tracedFor = Int(random.next() % 400)
        case 2: observerLateFor = Int(random.next() % 200)
        case 3...12:
            stillness = 60 + Int(random.next() % 200)
            isLeftStopped = Int(random.next() % 3)
        default: break
        }
    }

    private func sight(_ isFaulty: Bool) -> ProcessSight {
        let state: ProcessSight.State =
            if isLeftStopped > 0 || isFaulty && fault == .stops {
                .stopped
            } else if diskFor > 0 {
                .inKernel
            } else if isFaulty {
                fault == .spins ? .running : .waiting
            } else {
                isAsked || worksAt > 0 ? .running : .waiting
            }
        return ProcessSight(
            state: state, isTraced: tracedFor > 0, processorNanoseconds: used)
    }

    private mutating func live(isFaulty: Bool, hasTurn: Bool) {
        if isLeftStopped > 0 {
            isLeftStopped -= 1
            return
        }
        guard isFaulty else {
            guard diskFor == 0, tracedFor == 0, hasTurn else { return }
            guard isAsked || random.next() % 100 < worksAt else { return }
            (beats, isAsked) = (beats + 1, false)
            used += Self.step / 10
            return
        }
        if fault == .spins, hasTurn { used += Self.step }
        // A tracer, a disk or a late observer begin it anew, or hide it.
        if tracedFor > 0 { evidence = 0 }
        let isSeen = diskFor == 0 && tracedFor == 0 && observerLateFor == 0
        if isSeen, fault != .spins || hasTurn { evidence += Self.step }
    }
}
