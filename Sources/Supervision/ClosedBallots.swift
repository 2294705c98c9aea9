import Recovery
import Voting
import Wiring

/// How ballots were closed since the last look, from the voter's counters: the voter tells nothing
/// of single demands for it.
package struct ClosedBallots {
    private let scoreboard: Scoreboard
    private var seen: Tally

    /// What was counted before is nobody's news.
    package init(scoreboard: Scoreboard) {
        self.scoreboard = scoreboard
        seen = scoreboard.read()
    }

    package typealias News = (replica: Int, closing: Closing, count: Int)

    /// Admitted by the last look.
    var demands: UInt64 { seen.demands }

    /// The demands, from the first on, whose ballots of a replica had been counted by then.
    func counted(of replica: Int) -> UInt64 {
        let row = seen.replicas[replica]
        let ballots = [
            row.agreed, row.dissented, row.late, row.silent, row.crashed, row.malformed,
            row.absent, row.rejected,
        ]
        return ballots.reduce(seen.outside, &+)
    }

    /// What is new of each replica, the worse after the better: nobody is clean by what was before.
    /// What was late and not what was agreed on is both, for lateness may be forgiven.
    package mutating func news() -> [News] {
        let now = scoreboard.read()
        defer { seen = now }
        return now.replicas.indices.flatMap { replica in
            let (old, new) = (seen.replicas[replica], now.replicas[replica])
            let counts: [(Closing, UInt64)] = [
                (.inTime, new.agreed &- old.agreed), (.late, new.late &- old.late),
                (.missing, new.silent &- old.silent),
                (
                    .dissented,
                    (new.dissented &- old.dissented) &+ (new.lateWrong &- old.lateWrong)
                ),
                (
                    .rejected,
                    (new.rejected &- old.rejected) &+ (new.malformed &- old.malformed)
                ),
            ]
            return counts.filter { $0.1 > 0 }.map {
                (replica: replica, closing: $0.0, count: Int(clamping: $0.1))
            }
        }
    }
}
