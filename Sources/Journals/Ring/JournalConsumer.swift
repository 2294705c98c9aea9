import CLinux
import Glibc

/// The journaler's end of the ring. All that the producer wrote is checked: it may be faulty.
package struct JournalConsumer: ~Copyable {
    let ring: JournalRing
    private let payloadBytesMax: Int
    private let wake: Int32
    private let answer: Int32
    /// Where the next frame begins.
    private var taken: UInt64
    private var freed: UInt64
    private var expected: UInt64
    /// Frames up to here are in the journal already: a predecessor took them.
    private let known: UInt64
    private var isFirst = true

    package struct Frame {
        package let kind: RecordKind
        package let payload: UnsafeRawBufferPointer
        fileprivate let space: Int
        package let sequence: UInt64
    }

    /// - Parameters:
    ///   - known: the last record that is in the journal.
    ///   - wake: an eventfd on which this end sleeps.
    ///   - answer: an eventfd that wakes the producer.
    package init(
        ring: JournalRing, known: UInt64, payloadBytesMax: Int, wake: Int32, answer: Int32
    ) {
        self.ring = ring
        self.known = known
        self.payloadBytesMax = payloadBytesMax
        self.wake = wake
        self.answer = answer
        freed = ring.load(.tail)
        taken = freed
        expected = known + 1
    }

    /// The next frame that is not in the journal yet, without taking it; nil when there is none.
    package mutating func next() throws(RingFlaw) -> Frame? {
        while true {
            let head = ring.load(.head)
            guard head >= taken, head - freed <= ring.capacity, head % 8 == 0, freed % 8 == 0
            else { throw .head(head, tail: taken) }
            if head == taken { return nil }
            let frame = try frame(at: taken, room: Int(head - taken))
            if frame.sequence > known { return frame }
            taken += UInt64(frame.space)
        }
    }

    package mutating func take(_ frame: Frame) {
        taken += UInt64(frame.space)
        expected = frame.sequence + 1
    }

    private mutating func frame(at position: UInt64, room: Int) throws(RingFlaw) -> Frame {
        guard room >= JournalRing.frameBytes else { throw .length(UInt64(room)) }
        // Each number is read once: what is checked is what is used.
        let header = ring.bytes(at: position, count: JournalRing.frameBytes)
        let length = header.load(fromByteOffset: 0, as: UInt32.self)
        let word = header.load(fromByteOffset: 4, as: UInt32.self)
        let sequence = header.load(fromByteOffset: 8, as: UInt64.self)
        guard length <= payloadBytesMax, JournalRing.space(payload: Int(length)) <= room else {
            throw .length(UInt64(length))
        }
        guard word <= UInt8.max, let kind = RecordKind(rawValue: UInt8(word)) else {
            throw .kind(word)
        }
        // A predecessor's frames come first, if any, and without a gap to the new ones.
        if isFirst && sequence > 0 && sequence <= known { expected = sequence }
        isFirst = false
        guard sequence == expected else { throw .sequence(sequence, expected: expected) }
        if sequence <= known { expected = sequence + 1 }
        let space = JournalRing.space(payload: Int(length))
        let payload = UnsafeRawBufferPointer(
            rebasing: ring.bytes(at: position, count: space)[
                JournalRing.frameBytes..<JournalRing.frameBytes + Int(length)])
        guard JournalEntry(kind, payload) != nil else { throw .payload(kind) }
        return Frame(kind: kind, payload: payload, space: space, sequence: sequence)
    }

    /// Gives the room of all that was taken back.
    package mutating func free() {
        guard freed != taken else { return }
        freed = taken
        ring.store(.tail, freed)
    }

    /// Tells what is durable, and as safe as was asked for, and wakes the producer when it waits
    /// for that or less.
    package func publish(durable: UInt64, safe: UInt64) {
        ring.store(.durable, durable)
        ring.store(.safe, safe)
        thrice_fence()
        let wanted = ring.load(.wanted)
        if wanted != 0 && wanted <= safe && ring.take(.wanted) != 0 { signal(answer) }
    }

    /// Tells how the journal is, and wakes a producer that waits: it will not be as it hopes.
    package func publish(_ state: JournalState) {
        ring.publish(state)
        thrice_fence()
        if ring.load(.wanted) != 0 { signal(answer) }
    }

    /// Waits until the producer says something, or the milliseconds are over.
    ///
    /// - Parameters:
    ///   - life: a descriptor that ends when nobody is left who could produce; -1 for none.
    ///   - milliseconds: -1 waits without end.
    ///   - asksToBeWoken: by the next record that is published; otherwise only the end of it all
    ///     does, and the producer is spared the call.
    /// - Returns: whether the life has ended.
    package func rest(life: Int32, milliseconds: Int32, asksToBeWoken: Bool = true) -> Bool {
        if asksToBeWoken {
            ring.store(.isSleeping, 1)
            thrice_fence()
            if ring.load(.head) != taken || ring.isClosed {
                _ = ring.take(.isSleeping)
                return false
            }
        }
        var polled = [
            pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
            pollfd(fd: life, events: 0, revents: 0),
        ]
        let count = poll(&polled, nfds_t(polled.count), milliseconds)
        if asksToBeWoken { _ = ring.take(.isSleeping) }
        guard count > 0 else { return false }
        if polled[0].revents != 0 {
            var ignored: UInt64 = 0
            _ = read(wake, &ignored, 8)
        }
        return polled[1].revents != 0
    }
}
