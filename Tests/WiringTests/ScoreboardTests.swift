import CLinux
import Glibc
import Testing
import Voting
import Wiring

struct ScoreboardTests {
    @Test func `every counter that is published is read in its place`() throws {
        let replicas = 3
        let memory = thrice_memory_descriptor("test", Scoreboard.byteCount(replicas: replicas))
        defer { close(memory) }
        let writer = try #require(Scoreboard(descriptor: memory, replicas: replicas))
        let reader = try #require(Scoreboard(descriptor: memory, replicas: replicas))
        var tally = Tally(replicas: replicas)
        tally.demands = 1
        tally.agreed = 2
        tally.masked = 3
        tally.restrictive = 4
        tally.held = 5
        tally.savedNanoseconds = 6
        tally.beyondFaults = 7
        tally.firstBeyondFaults = 8
        tally.outside = 9
        let counters: [WritableKeyPath<Tally.Replica, UInt64>] = [
            \.agreed, \.dissented, \.late, \.silent, \.crashed, \.malformed, \.absent, \.restarts,
            \.lateDissented, \.rejected, \.undecided, \.lateRejected,
            \.lateWrong,
        ]
        for replica in 0..<replicas {
            for (index, counter) in counters.enumerated() {
                tally.replicas[replica][keyPath: counter] = UInt64(100 * replica + index)
            }
        }
        writer.publish(tally)
        #expect(reader.read() == tally)
    }

    @Test func `signs of life are nobody else's words, and go on where they were`() throws {
        let memory = thrice_memory_descriptor("test", Scoreboard.byteCount(replicas: 1))
        defer { close(memory) }
        let writer = try #require(Scoreboard(descriptor: memory, replicas: 1))
        let successor = try #require(Scoreboard(descriptor: memory, replicas: 1))
        for _ in 0..<3 { writer.votersLife.beat() }
        writer.supervisorsLife.beat()
        successor.supervisorsLife.beat()
        writer.publish(Tally(replicas: 1))
        #expect(successor.votersLife.count == 3)
        #expect(writer.supervisorsLife.count == 2)
        #expect(successor.read() == Tally(replicas: 1))
    }
}
