import Voting
import Wiring

/// The swap that is under way, as the supervisor looks after it.
///
/// Ballots are counted in the order of the demands, perhaps long after they were given: of the
/// seat's only those on demands that were admitted when the newcomer had long been there are its.
struct SwapDesk {
    /// Until the voter has counted what the old one's end has closed.
    private static let settlingNanoseconds: UInt64 = 100_000_000

    let plan: SwapPlan
    /// Who sat there before.
    let former: ReplicaPlan
    private var ballots: ClosedBallots
    private let demandsBefore: UInt64
    private var startedAt: UInt64?
    /// Demands that may have the old one's ballots.
    private var demandsOfOld: UInt64?

    init(_ plan: SwapPlan, former: ReplicaPlan, scoreboard: Scoreboard) {
        self.plan = plan
        self.former = former
        ballots = ClosedBallots(scoreboard: scoreboard)
        demandsBefore = ballots.demands
    }

    mutating func newcomerStarted(at now: UInt64) {
        startedAt = now
        demandsOfOld = nil
    }

    /// How many demands there have been.
    var demands: UInt64 { ballots.demands &- demandsBefore }

    /// What is new of the newcomer's shadow and of itself.
    mutating func news(at now: UInt64) -> [ClosedBallots.News] {
        let seat = plan.terms.seat
        let isOwn = demandsOfOld.map { ballots.counted(of: seat) >= $0 } ?? false
        let news = ballots.news().filter { $0.replica != seat || isOwn }
        if demandsOfOld == nil, let startedAt, now >= startedAt + Self.settlingNanoseconds {
            demandsOfOld = ballots.demands
        }
        return news
    }
}
