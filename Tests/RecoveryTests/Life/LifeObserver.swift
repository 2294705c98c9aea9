import Recovery

/// What `LifeWorld` holds to account: the real observer, and twins of it with a planted bug.
protocol LifeObserver {
    init(bound: UInt64, beats: UInt64, at now: UInt64)
    var nextLook: UInt64? { get }
    mutating func look(
        at now: UInt64, beats: UInt64, sight: () -> ProcessSight?
    ) -> SignOfLife.Finding
}

extension SignOfLife: LifeObserver {}

/// A twin that sees or says something else than the real one.
protocol LifeTwin: LifeObserver {
    var real: SignOfLife { get set }
    init(real: SignOfLife)
    static func sees(_ sight: ProcessSight) -> ProcessSight
    static func says(_ finding: SignOfLife.Finding) -> SignOfLife.Finding
    /// When it looks, as far as it knows.
    func clock(_ now: UInt64) -> UInt64
}

extension LifeTwin {
    init(bound: UInt64, beats: UInt64, at now: UInt64) {
        self.init(real: SignOfLife(bound: bound, beats: beats, at: now))
    }

    var nextLook: UInt64? { real.nextLook }
    static func sees(_ sight: ProcessSight) -> ProcessSight { sight }
    static func says(_ finding: SignOfLife.Finding) -> SignOfLife.Finding { finding }
    func clock(_ now: UInt64) -> UInt64 { now }

    mutating func look(
        at now: UInt64, beats: UInt64, sight: () -> ProcessSight?
    ) -> SignOfLife.Finding {
        Self.says(real.look(at: clock(now), beats: beats) { sight().map(Self.sees) })
    }
}

/// It wakes nobody who has nothing to do.
struct SilentObserver: LifeTwin {
    var real: SignOfLife
    static func says(_ finding: SignOfLife.Finding) -> SignOfLife.Finding {
        finding == .ask ? .nothing : finding
    }
}

/// It takes a busy machine for a process that spins.
struct HastyObserver: LifeTwin {
    var real: SignOfLife
    static func sees(_ sight: ProcessSight) -> ProcessSight {
        var sight = sight
        if sight.state == .running { sight.state = .waiting }
        return sight
    }
}

/// It takes a slow disk for a process that hangs.
struct DiskBlamingObserver: LifeTwin {
    var real: SignOfLife
    static func sees(_ sight: ProcessSight) -> ProcessSight {
        var sight = sight
        if sight.state == .inKernel { sight.state = .waiting }
        return sight
    }
}

/// It ends what somebody traces.
struct RudeObserver: LifeTwin {
    var real: SignOfLife
    static func sees(_ sight: ProcessSight) -> ProcessSight {
        ProcessSight(
            state: sight.isTraced ? .stopped : sight.state,
            processorNanoseconds: sight.processorNanoseconds)
    }
}

/// It counts time in which it was not there itself.
struct CredulousObserver: LifeTwin {
    var real: SignOfLife
    private var behind: UInt64 = 0

    init(real: SignOfLife) { self.real = real }

    func clock(_ now: UInt64) -> UInt64 { now - behind }
    var nextLook: UInt64? { real.nextLook.map { $0 + behind } }

    mutating func look(
        at now: UInt64, beats: UInt64, sight: () -> ProcessSight?
    ) -> SignOfLife.Finding {
        // As if it had been in time.
        if let due = nextLook, now > due { behind += now - due }
        return real.look(at: clock(now), beats: beats, sight: sight)
    }
}

/// It forgives whoever it sees spinning.
struct LenientObserver: LifeTwin {
    var real: SignOfLife
    static func sees(_ sight: ProcessSight) -> ProcessSight {
        var sight = sight
        if sight.state == .running { sight.state = .inKernel }
        return sight
    }
}
