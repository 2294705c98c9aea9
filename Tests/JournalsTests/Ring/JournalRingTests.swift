import CLinux
import Glibc
import Journals
import Testing

/// Neither end trusts what the other wrote into the ring.
@Suite struct JournalRingTests {
    private let capacity = 4096
    private let descriptor: Int32
    private let ring: JournalRing
    /// The same memory, as somebody faulty would write to it.
    private let words: UnsafeMutableRawPointer

    init() throws {
        descriptor = JournalRing.makeDescriptor(capacity: capacity)
        ring = try #require(JournalRing(descriptor: descriptor, capacity: capacity))
        words = try #require(thrice_map_ring(descriptor, 4096, 4096))
    }

    private func put(_ value: UInt64, at word: Int) {
        words.storeBytes(of: value, toByteOffset: 8 * word, as: UInt64.self)
    }

    private func producer() -> JournalProducer {
        JournalProducer(ring: ring, after: 0, payloadBytesMax: 512, wake: -1)
    }

    private func consumer() -> JournalConsumer {
        JournalConsumer(ring: ring, known: 0, payloadBytesMax: 512, wake: -1, answer: -1)
    }

    @Test func `what is appended comes out, around the ring many times`() throws {
        var producer = producer()
        var consumer = consumer()
        var taken: UInt64 = 0
        while taken < 2000 {
            while NumberedRecords.append(producer.last + 1, to: &producer) != nil {}
            producer.publish()
            while let frame = try consumer.next() {
                taken += 1
                #expect(frame.sequence == taken)
                let text = NumberedRecords.text(taken)
                #expect(frame.payload.suffix(text.count).elementsEqual(text))
                consumer.take(frame)
            }
            consumer.free()
        }
        #expect(producer.isTrusted && producer.last == taken)
    }

    @Test(arguments: [(17, UInt64(11)), (20, 11), (16, 4096), (16, 3)])
    func `a journaler that says what cannot be is believed no more`(word: Int, value: UInt64) {
        var producer = producer()
        for number: UInt64 in 1...10 { _ = NumberedRecords.append(number, to: &producer) }
        producer.publish()
        put(value, at: word)
        _ = producer.durable()
        _ = producer.safe()
        while NumberedRecords.append(producer.last + 1, to: &producer) != nil {}
        #expect(!producer.isTrusted && producer.durable() == 0 && producer.safe() == 0)
    }

    @Test func `a durable number that goes back is believed no more`() {
        var producer = producer()
        for number: UInt64 in 1...10 { _ = NumberedRecords.append(number, to: &producer) }
        put(7, at: 17)
        #expect(producer.durable() == 7)
        put(6, at: 17)
        #expect(producer.durable() == 7 && !producer.isTrusted)
    }

    @Test(arguments: [UInt64(8), 4104, 12, .max, .max - 7])
    func `a position that cannot be is refused`(head: UInt64) {
        put(head, at: 8)
        var consumer = consumer()
        #expect(throws: RingFlaw.self) { _ = try consumer.next() }
    }

    @Test func `whatever bytes are in the ring, each is a record or refused`() {
        var random = SplitMix64(seed: 2026)
        var taken = 0
        var refused = 0
        for _ in 0..<20_000 {
            var producer = JournalProducer(
                ring: ring, after: 0, payloadBytesMax: 512, wake: -1)
            put(0, at: 8)
            put(0, at: 16)
            producer = JournalProducer(ring: ring, after: 0, payloadBytesMax: 512, wake: -1)
            while NumberedRecords.append(producer.last + 1, to: &producer) != nil {}
            producer.publish()
            for _ in 0..<random.pick(0...3) {
                let place = 4096 + random.below(capacity)
                words.storeBytes(
                    of: UInt8(truncatingIfNeeded: random.next()), toByteOffset: place,
                    as: UInt8.self)
            }
            if random.chance(10) { put(random.next() % 9000, at: 8) }
            var consumer = consumer()
            do throws(RingFlaw) {
                while let frame = try consumer.next() {
                    taken += 1
                    consumer.take(frame)
                }
            } catch { refused += 1 }
        }
        #expect(taken > 0 && refused > 0)
    }

    @Test func `memory that a peer could make shorter is not taken for a ring`() {
        let other = thrice_memory_descriptor("test", JournalRing.byteCount(capacity: capacity))
        defer { close(other) }
        #expect(JournalRing(descriptor: other, capacity: capacity) == nil)
        #expect(ftruncate(descriptor, 0) != 0)
        #expect(JournalRing(descriptor: descriptor, capacity: 2 * capacity) == nil)
    }
}
