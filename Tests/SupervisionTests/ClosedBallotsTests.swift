import CLinux
import Glibc
import Recovery
import Supervision
import Testing
import Voting
import Wiring

/// What the supervisor hears of ballots, from the voter's counters.
@Suite struct ClosedBallotsTests {
    private func news(_ count: (inout Tally.Replica) -> Void) throws -> [Closing: Int] {
        let memory = thrice_memory_descriptor("test", Scoreboard.byteCount(replicas: 2))
        defer { close(memory) }
        let board = try #require(Scoreboard(descriptor: memory, replicas: 2))
        var ballots = ClosedBallots(scoreboard: board)
        var tally = Tally(replicas: 2)
        count(&tally.replicas[1])
        board.publish(tally)
        let news = ballots.news()
        #expect(news.allSatisfy { $0.replica == 1 })
        #expect(ballots.news().isEmpty, "each is told once")
        return Dictionary(news.map { ($0.closing, $0.count) }, uniquingKeysWith: +)
    }

    /// Lateness may be forgiven; that it was against what was agreed on is not about time.
    @Test func `what was late is about time alone, unless it was wrong, too`() throws {
        // To a demand on which nothing was agreed every late answer differs from what went out.
        let late = try news {
            $0.late = 3
            $0.lateDissented = 3
        }
        #expect(late == [.late: 3])
        let wrong = try news {
            $0.late = 3
            $0.lateDissented = 2
            $0.lateRejected = 1
            $0.lateWrong = 1
        }
        #expect(wrong == [.late: 3, .dissented: 1])
    }

    @Test func `what cannot be read is rejected, and what is absent is no news`() throws {
        let told = try news { ($0.agreed, $0.malformed, $0.rejected, $0.absent) = (5, 1, 2, 9) }
        #expect(told == [.inTime: 5, .rejected: 3])
    }
}
