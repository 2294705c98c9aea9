import CLinux
import Foundation
import Glibc
import Journals
import Testing
import Voting

/// A real journaler whose disk, producer or surroundings fail.
@Suite(.timeLimit(.minutes(2)))
struct JournalerProcessTests {
    private let run = RunID(high: 3, low: 4)
    private let layout = JournalLayout(segmentBytes: 32 << 10, payloadBytesMax: 1024)!

    private func append(_ count: Int, to producer: inout JournalProducer) -> Int {
        for index in 0..<count
        where NumberedRecords.append(producer.last + 1, to: &producer) == nil { return index }
        producer.publish()
        return count
    }

    @Test func `records become durable, and the voter is woken`() throws {
        let folder = try TemporaryFolder()
        let process = try JournalerProcess(folder: folder.path, layout: layout, run: run)
        try process.start()
        #expect(process.condition() == .running)
        var producer = process.producer(after: 0)
        #expect(append(50, to: &producer) == 50)
        #expect(process.wait(for: 50, &producer))
        #expect(producer.durable() == 50)
        producer.close()
        #expect(process.end() == 0)
        #expect(process.ring.condition(at: 1, stalledAfter: 1) == .closed)
        let (flaw, end) = try NumberedRecords.flaw(
            in: folder.path, layout: layout, run: run, atLeast: 50)
        #expect(flaw == nil && end.last == 50 && end.torn == nil)
    }

    @Test func `a byte far behind the records, across a hole, is a torn tail`() throws {
        let folder = try TemporaryFolder()
        let layout = JournalLayout(segmentBytes: 4 << 20, payloadBytesMax: 1024)!
        let process = try JournalerProcess(folder: folder.path, layout: layout, run: run)
        try process.start()
        #expect(process.condition() == .running)
        var producer = process.producer(after: 0)
        #expect(append(3, to: &producer) == 3)
        #expect(process.wait(for: 3, &producer))
        producer.close()
        #expect(process.end() == 0)
        let path = folder.path + "/" + "segment-000000000001"
        let file = open(path, O_WRONLY)
        #expect(pwrite(file, [7], 1, 3 << 20) == 1)
        close(file)
        let journal = try JournalFolder(path: folder.path, layout: layout)
        let end = try journal.scan(run: run)
        #expect(end.last == 3 && end.torn != nil)
    }

    @Test func `a stopped journaler stands still, and whoever asks does not wait`() throws {
        let folder = try TemporaryFolder()
        let process = try JournalerProcess(folder: folder.path, layout: layout, run: run)
        try process.start()
        #expect(process.condition() == .running)
        var producer = process.producer(after: 0)
        #expect(append(10, to: &producer) == 10)
        #expect(process.wait(for: 10, &producer))
        process.send(SIGSTOP)
        var information = siginfo_t()
        waitid(P_PID, id_t(process.pid), &information, WSTOPPED)
        // The ring takes what it has room for, then says so at once; nothing here waits.
        var taken = 0
        while NumberedRecords.append(producer.last + 1, to: &producer) != nil { taken += 1 }
        producer.publish()
        #expect(taken > 100 && producer.durable() == 10)
        #expect(!process.wait(for: 11, &producer, milliseconds: 50))
        process.send(SIGCONT)
        #expect(process.wait(for: producer.last, &producer))
        producer.close()
        #expect(process.end() == 0)
    }

    @Test func `a call to the disk that does not come back is told as a stall`() throws {
        let descriptor = JournalRing.makeDescriptor(capacity: 4096)
        defer { close(descriptor) }
        let ring = try #require(JournalRing(descriptor: descriptor, capacity: 4096))
        let words = try #require(thrice_map_ring(descriptor, 4096, 4096))
        defer { thrice_unmap_ring(words, 4096, 4096) }
        words.storeBytes(of: 1, toByteOffset: 18 * 8, as: UInt64.self)
        words.storeBytes(of: 1000, toByteOffset: 19 * 8, as: UInt64.self)
        #expect(ring.condition(at: 1500, stalledAfter: 500) == .running)
        #expect(ring.condition(at: 1501, stalledAfter: 500) == .stalled(nanoseconds: 501))
        words.storeBytes(of: 0, toByteOffset: 19 * 8, as: UInt64.self)
        #expect(ring.condition(at: 9999, stalledAfter: 500) == .running)
        words.storeBytes(of: 77, toByteOffset: 18 * 8, as: UInt64.self)
        #expect(ring.condition(at: 9999, stalledAfter: 500) == .unknown)
        ring.markDead()
        #expect(ring.condition(at: 9999, stalledAfter: 500) == .dead)
    }

    @Test func `when nobody is left what is in the ring is still written`() throws {
        let folder = try TemporaryFolder()
        let process = try JournalerProcess(
            folder: folder.path, layout: layout, run: run, durability: .buffered)
        try process.start()
        #expect(process.condition() == .running)
        var producer = process.producer(after: 0)
        #expect(append(40, to: &producer) == 40)
        process.endLife()
        #expect(process.end() == 0)
        let (flaw, end) = try NumberedRecords.flaw(
            in: folder.path, layout: layout, run: run, atLeast: 40)
        #expect(flaw == nil && end.last == 40)
    }

    @Test func `a producer that writes what cannot be is left, its whole records durable`() throws {
        let folder = try TemporaryFolder()
        let process = try JournalerProcess(folder: folder.path, layout: layout, run: run)
        var producer = process.producer(after: 0)
        #expect(append(10, to: &producer) == 10)
        var stranger = process.producer(after: 20)
        #expect(append(1, to: &stranger) == 1)
        try process.start()
        #expect(process.end() == 70)
        #expect(process.ring.condition(at: 1, stalledAfter: 1) == .failed(errno: EPROTO))
        #expect(process.ring.durable == 10)
    }

    @Test func `a journal that is damaged is not written on`() throws {
        let folder = try TemporaryFolder()
        let process = try JournalerProcess(folder: folder.path, layout: layout, run: run)
        try process.start()
        var producer = process.producer(after: 0)
        for count: UInt64 in [10, 20] {
            #expect(append(10, to: &producer) == 10)
            #expect(process.wait(for: count, &producer))
        }
        producer.close()
        #expect(process.end() == 0)
        let segment = folder.path + "/segment-000000000001"
        let file = open(segment, O_RDWR)
        var byte: UInt8 = 0
        pread(file, &byte, 1, 100)
        byte ^= 1
        pwrite(file, &byte, 1, 100)
        close(file)
        let other = try JournalerProcess(folder: folder.path, layout: layout, run: run)
        try other.start()
        #expect(other.end() == 74)
        #expect(other.ring.condition(at: 1, stalledAfter: 1) == .failed(errno: EIO))
    }
}
