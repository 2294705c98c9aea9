import Foundation
import Glibc
import Journals
import Testing
import Voting

/// A real journaler, ended by SIGKILL again and again, on real files.
@Suite(.timeLimit(.minutes(5)), .serialized)
struct JournalerKillTests {
    /// `THRICE_JOURNAL_KILLS` says how many.
    static let kills: Int =
        getenv("THRICE_JOURNAL_KILLS").flatMap { Int(String(cString: $0)) } ?? 200

    @Test(arguments: [Durability.synced, .buffered])
    func `after any kill the journal holds what was durable, and loses nothing of the ring`(
        durability: Durability
    ) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/journal"
        let layout = try #require(JournalLayout(segmentBytes: 32 << 10, payloadBytesMax: 1024))
        let run = RunID(high: 7, low: 9)
        let process = try JournalerProcess(
            folder: path, layout: layout, run: run, durability: durability)
        var producer = process.producer(after: 0)
        var random = SplitMix64(seed: 2026)
        var acknowledged: UInt64 = 0
        let kills = durability == .synced ? Self.kills : Self.kills / 4
        for kill in 0..<kills {
            try process.start()
            // Sometimes before it has even begun, or in its repair.
            if random.chance(90) { _ = process.condition() }
            let goal = producer.last + UInt64(random.below(300))
            produce(&producer, to: goal, &random)
            if producer.last > 100 && random.chance(50) {
                let behind = UInt64(random.below(100))
                _ = process.wait(for: producer.last - behind, &producer)
            } else {
                spin(1 << random.below(21), &producer)
            }
            process.kill()
            process.ring.markDead()
            acknowledged = max(acknowledged, producer.safe())
            let (flaw, _) = try NumberedRecords.flaw(
                in: path, layout: layout, run: run, atLeast: acknowledged)
            if let flaw {
                Issue.record("kill \(kill): \(flaw)")
                return
            }
        }
        #expect(producer.isTrusted && acknowledged > 0)
        try process.start()
        producer.close()
        #expect(process.end() == 0)
        let (flaw, end) = try NumberedRecords.flaw(
            in: path, layout: layout, run: run, atLeast: producer.last)
        #expect(flaw == nil && end.last == producer.last && end.segments.count > 2)
    }

    private func produce(
        _ producer: inout JournalProducer, to goal: UInt64, _ random: inout SplitMix64
    ) {
        while producer.last < goal {
            if NumberedRecords.append(producer.last + 1, to: &producer) == nil { return }
            if random.chance(20) { producer.publish() }
        }
        producer.publish()
    }

    /// Some time, told by how often the safe number was read.
    private func spin(_ count: Int, _ producer: inout JournalProducer) {
        for _ in 0..<count where producer.safe() == producer.last { return }
    }
}
