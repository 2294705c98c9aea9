import CLinux
import Glibc
import Voting

/// The journaler's loop: takes records out of the ring, writes and syncs them in groups, and tells
/// what is durable. All waiting for the disk of a run is done here, in a process that nobody waits
/// for.
///
/// Whatever the producer publishes while a sync runs is the next group.
package struct Journaler: ~Copyable {
    private let folder: JournalFolder
    private var writer: JournalWriter
    private var consumer: JournalConsumer
    private let life: Int32
    private let durability: Durability
    private var state: JournalState?
    private var hasNapped = false

    /// How a journaler ended.
    package enum Ending: Equatable, Sendable {
        /// Everything is durable.
        case closed
        /// The disk failed; what was published as durable is.
        case failed(errno: Int32)
        /// Nothing comes any more, and there is no room for what is still in the ring.
        case diskFull
        /// The producer wrote what cannot be.
        case producerFaulty(RingFlaw)
    }

    /// What a journaler is given.
    package struct Descriptors: Sendable {
        /// An eventfd on which it sleeps.
        package var wake: Int32
        /// An eventfd that wakes the producer.
        package var answer: Int32
        /// Ends when nobody is left who could produce; -1 for none.
        package var life: Int32

        package init(wake: Int32, answer: Int32, life: Int32) {
            self.wake = wake
            self.answer = answer
            self.life = life
        }
    }

    /// Reads and repairs what is in the folder, and tells where it ends.
    package init(
        folder: JournalFolder, run: RunID, durability: Durability, ring: JournalRing,
        descriptors: Descriptors, timing: WriterTiming = .init()
    ) throws(JournalError) {
        // Reading may take long, and shows that it goes on.
        let end = try folder.repair(try folder.scan(run: run) { _ in ring.beat() })
        self.folder = folder
        self.durability = durability
        life = descriptors.life
        writer = JournalWriter(
            run: run, layout: folder.layout, durability: durability, timing: timing, after: end)
        consumer = JournalConsumer(
            ring: ring, known: end.last, payloadBytesMax: folder.layout.payloadBytesMax,
            wake: descriptors.wake, answer: descriptors.answer)
        consumer.publish(durable: end.last, safe: end.last)
    }

    /// Runs until nothing comes any more, or nothing can be done any more.
    package mutating func run() -> Ending {
        while true {
            consumer.ring.beat()
            let before = writer.appended
            // Asked first: what was published before the end is taken.
            let isOver = consumer.ring.isClosed
            let isEmpty: Bool
            do throws(RingFlaw) { isEmpty = try gather() } catch {
                // What was taken before it is whole, and is made durable.
                writer.close()
                work()
                tell(.failed(errno: EPROTO))
                return .producerFaulty(error)
            }
            if isEmpty && isOver { writer.close() }
            work()
            // Without room not all is taken: there is nothing to do before it is tried again.
            let isStuck = !isEmpty && writer.appended == before && writer.state == .diskFull
            switch writer.state {
            case .closed: return .closed
            case .failed(let number): return .failed(errno: number)
            case .diskFull where isOver && (isEmpty || isStuck): return .diskFull
            case .diskFull, .running: break
            }
            if writer.appended != before { hasNapped = false }
            if isEmpty || isStuck { rest(isStuck: isStuck) }
        }
    }

    /// - Returns: whether the ring is empty.
    private mutating func gather() throws(RingFlaw) -> Bool {
        while let frame = try consumer.next() {
            if !writer.append(frame.kind, frame.payload) { return false }
            consumer.take(frame)
        }
        return true
    }

    /// Does what the writer wants done, and tells after each step.
    private mutating func work() {
        while true {
            let now = UInt64(thrice_now())
            guard let step = writer.nextStep(at: now) else { break }
            consumer.ring.store(.busySince, now)
            let outcome = folder.perform(step, writer.unwritten)
            consumer.ring.store(.busySince, 0)
            consumer.ring.beat()
            writer.finished(step, outcome, at: UInt64(thrice_now()))
            tell()
        }
        tell()
    }

    private mutating func tell() {
        // A frame's room is given back when a successor would find its record in the journal.
        let safe = durability == .synced ? writer.durable : writer.written
        if safe == writer.appended { consumer.free() }
        consumer.publish(durable: writer.durable, safe: safe)
        tell(writer.state)
    }

    private mutating func tell(_ state: JournalState) {
        if state == self.state { return }
        self.state = state
        consumer.publish(state)
    }

    /// Without anybody who waits for a record, the producer is not asked to wake anybody while it
    /// goes on producing: to be woken for each record would cost it more than the record.
    private mutating func rest(isStuck: Bool) {
        var milliseconds: Int32 = -1
        if let instant = writer.nextInstant {
            let now = UInt64(thrice_now())
            let left = instant > now ? (instant - now + 999_999) / 1_000_000 : 0
            milliseconds = Int32(min(left, 60_000))
        }
        let naps = isStuck || durability == .buffered && !hasNapped
        if naps && !isStuck {
            let nap = Self.napMilliseconds
            milliseconds = milliseconds < 0 ? nap : min(milliseconds, nap)
            hasNapped = true
        }
        let isOver = consumer.rest(
            life: life, milliseconds: milliseconds, asksToBeWoken: !naps)
        if isOver { consumer.ring.close() }
    }

    /// At 100 MB/s half a megabyte of the ring.
    package static let napMilliseconds: Int32 = 5
}
