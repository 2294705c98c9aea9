import CLinux
import Glibc

/// The voter's end of the ring. No call here waits for anybody: two of them may write to an
/// eventfd, the others touch memory alone.
package struct JournalProducer: ~Copyable {
    private let ring: JournalRing
    private let wake: Int32
    private let payloadBytesMax: Int
    private var head: UInt64
    private var published: UInt64
    /// As the journaler said it last, if that can be.
    private var tail: UInt64
    private var durableSeen: UInt64
    private var safeSeen: UInt64
    /// The last record that was appended.
    package private(set) var last: UInt64
    /// What was written to the eventfd.
    package private(set) var wakeBytes: UInt64 = 0
    /// Whether all that the journaler has said so far can be; once it cannot, nothing more is
    /// believed, and `durable` stands still.
    package private(set) var isTrusted = true

    /// Goes on where the ring stands. The journaler runs, and no other producer does.
    ///
    /// - Parameters:
    ///   - last: the last record of the journal.
    ///   - wake: an eventfd on which the journaler sleeps.
    package init(ring: JournalRing, after last: UInt64, payloadBytesMax: Int, wake: Int32) {
        self.ring = ring
        self.wake = wake
        self.payloadBytesMax = min(payloadBytesMax, ring.capacity - JournalRing.frameBytes)
        head = ring.load(.head)
        published = head
        tail = ring.load(.tail)
        self.last = last
        durableSeen = min(ring.load(.durable), last)
        safeSeen = min(ring.load(.safe), last)
        if tail > head || head - tail > ring.capacity { isTrusted = false }
    }

    /// Whether so many bytes of frames fit in now.
    package mutating func hasRoom(for bytes: Int) -> Bool {
        if Int(head - tail) + bytes > ring.capacity { refresh() }
        return isTrusted && Int(head - tail) + bytes <= ring.capacity
    }

    /// Puts a record behind the others; nobody sees it before `publish`.
    ///
    /// - Returns: its number, or nil when there is no room, or the entry is too long.
    package mutating func append(_ entry: JournalEntry) -> UInt64? {
        let count = entry.byteCount
        guard isTrusted, count <= payloadBytesMax else { return nil }
        let space = JournalRing.space(payload: count)
        if Int(head - tail) + space > ring.capacity {
            refresh()
            guard isTrusted, Int(head - tail) + space <= ring.capacity else { return nil }
        }
        let frame = ring.bytes(at: head, count: space)
        frame.storeBytes(of: UInt32(count), toByteOffset: 0, as: UInt32.self)
        frame.storeBytes(of: UInt32(entry.kind.rawValue), toByteOffset: 4, as: UInt32.self)
        frame.storeBytes(of: last + 1, toByteOffset: 8, as: UInt64.self)
        entry.encode(
            into: UnsafeMutableRawBufferPointer(rebasing: frame[JournalRing.frameBytes...]))
        head += UInt64(space)
        last += 1
        return last
    }

    /// Shows what was appended, and wakes the journaler when it sleeps.
    package mutating func publish() {
        guard head != published else { return }
        ring.store(.head, head)
        published = head
        thrice_fence()
        if ring.load(.isSleeping) != 0 && ring.take(.isSleeping) != 0 { rouse() }
    }

    /// The last record that survives the machine.
    package mutating func durable() -> UInt64 {
        durableSeen = believed(.durable, since: durableSeen)
        return durableSeen
    }

    /// The last record that is as safe as the run's durability asks: with `synced` durable, with
    /// `buffered` written, so that it survives all processes. Its room in the ring is free.
    package mutating func safe() -> UInt64 {
        safeSeen = believed(.safe, since: safeSeen)
        return safeSeen
    }

    private mutating func believed(_ word: JournalRing.Word, since seen: UInt64) -> UInt64 {
        guard isTrusted else { return seen }
        let said = ring.load(word)
        if said >= seen && said <= last { return said }
        isTrusted = false
        return seen
    }

    /// Asks to be woken when a record is safe, or the journal's condition changes.
    ///
    /// - Returns: false when it is safe already: nobody will wake then.
    package mutating func wait(for sequence: UInt64) -> Bool {
        if !isTrusted { return true }
        ring.store(.wanted, sequence)
        thrice_fence()
        if safe() < sequence { return true }
        ring.store(.wanted, 0)
        return false
    }

    /// Nothing will be appended any more.
    package mutating func close() {
        publish()
        ring.close()
        rouse()
    }

    private mutating func rouse() {
        signal(wake)
        wakeBytes += 8
    }

    private mutating func refresh() {
        let said = ring.load(.tail)
        if said < tail || said > published || said % 8 != 0 {
            isTrusted = false
        } else {
            tail = said
        }
    }
}

/// Adds one to an eventfd. When that is full somebody is being woken anyway.
func signal(_ descriptor: Int32) {
    var one: UInt64 = 1
    while write(descriptor, &one, 8) < 0 && errno == EINTR {}
}
