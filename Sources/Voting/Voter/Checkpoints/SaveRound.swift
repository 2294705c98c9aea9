/// The vote on a state: what replicas answered when they were asked for it, all at the same place
/// in the stream. States are compared byte for byte; as many must be the same as answers must.
struct SaveRound {
    enum Ballot: Equatable {
        /// Not asked: it did not vote then.
        case absent
        case open
        case saved([UInt8])
        /// An answer that is no state, and one that is too long.
        case formless
        case tooLong
        /// A state that it cannot be in, as the specification says.
        case rejected
        /// None in time, or it was lost.
        case missing
    }

    enum Outcome: Equatable {
        case open
        case agreed([UInt8])
        case failed
    }

    /// The first demand behind it; from 0.
    let before: UInt64
    /// Every record about that demand, or a later one, has this number at least.
    let keepFrom: UInt64
    /// Bytes of the input up to it.
    let inputEnd: UInt64
    /// What went out up to it, and what a voter remembers there; known when it is sealed.
    var outputEnd: UInt64 = 0
    var latch: UInt64 = 0
    var previous: [UInt8] = []
    private(set) var ballots: [Ballot]
    private(set) var outcome = Outcome.open
    var isTaken = false
    /// Whose ballots are no concern of the present process.
    private var settled = ReplicaSet()

    init(before: UInt64, replicas: Int, keepFrom: UInt64, inputEnd: UInt64) {
        self.before = before
        self.keepFrom = keepFrom
        self.inputEnd = inputEnd
        ballots = Array(repeating: .absent, count: replicas)
    }

    var hasOpenBallots: Bool { ballots.contains(.open) }

    /// Everybody who was asked answered, and nobody with a state.
    var isUnknownToAll: Bool {
        formless > 0 && ballots.allSatisfy { $0 == .formless || $0 == .absent }
    }

    /// Of a pool few may have been asked, and those may be the faulty ones.
    var formless: Int { ballots.count { $0 == .formless } }

    mutating func open(_ replica: Int) { ballots[replica] = .open }

    mutating func close(_ replica: Int, _ ballot: Ballot) {
        if ballots[replica] == .open { ballots[replica] = ballot }
    }

    /// Its process is gone, and its ballot nobody's fault any more.
    mutating func forget(_ replica: Int) {
        close(replica, .missing)
        settled.insert(replica)
    }

    /// Agrees as soon as no open ballot can change it. That nothing can be agreed on any more is of
    /// no use to anybody before it is known what all said.
    mutating func decide(agree: Int) {
        guard outcome == .open else { return }
        let open = ballots.count { $0 == .open }
        var (best, most) = ([UInt8](), 0)
        for case .saved(let state) in ballots {
            let count = ballots.count { $0 == .saved(state) }
            if count > most { (best, most) = (state, count) }
        }
        if most >= agree && (2 * agree > ballots.count || open == 0) {
            outcome = .agreed(best)
        } else if open == 0 {
            outcome = .failed
        }
    }

    /// Those who said otherwise than was agreed, each once.
    ///
    /// - Parameter hasOthers: a specification allows several states, and what it rejects is told.
    mutating func takeDissenters(hasOthers: Bool) -> ReplicaSet {
        var dissenters = ReplicaSet()
        guard case .agreed(let state) = outcome else { return dissenters }
        for (replica, ballot) in ballots.enumerated() where !settled.contains(replica) {
            switch ballot {
            case .absent, .open, .missing: continue
            case .saved(state): settled.insert(replica)
            case .saved where hasOthers: settled.insert(replica)
            case .saved, .formless, .tooLong, .rejected:
                settled.insert(replica)
                dissenters.insert(replica)
            }
        }
        return dissenters
    }
}
