import CLinux
import Glibc

/// Shared memory through which records go from one producer to one journaler, and the durable
/// number comes back.
///
/// A page of words, then the ring: frames of a header of 16 bytes (length, kind, number) and a
/// payload, padded to eight. Positions count bytes since the beginning and never wrap. Each word
/// has one writer, but for the two that ask to be woken. The words are read and written by C's
/// atomics: Swift's `Atomic` owns its storage and may not be laid over memory that another
/// process has. The memory outlives each of the processes; a journaler that is started anew takes
/// up what its predecessor left in it.
package final class JournalRing: @unchecked Sendable {
    enum Word: Int {
        case magic = 0
        case capacity = 1
        // Written by the producer.
        case head = 8
        case isClosed = 9
        // Written by the journaler.
        case tail = 16
        case durable = 17
        case state = 18
        case busySince = 19
        case safe = 20
        case beats = 21
        // Set by who sleeps, taken by who wakes.
        case wanted = 24
        case isSleeping = 32
    }

    static let frontBytes = 4096
    private static let magic: UInt64 = 0x6769_726A_7268_7431
    static let frameBytes = 16

    /// Bytes of the ring: a power of two, at least a page.
    package let capacity: Int
    private let memory: UnsafeMutableRawPointer

    package static func byteCount(capacity: Int) -> Int { frontBytes + capacity }

    /// - Parameter capacity: a power of two, 4 KiB to 1 GiB.
    package static func isPossible(capacity: Int) -> Bool {
        (4096...(1 << 30)).contains(capacity) && capacity & (capacity - 1) == 0
    }

    /// New memory for a ring, sealed, so that no peer can take it away; -1 when it cannot be had.
    package static func makeDescriptor(capacity: Int) -> Int32 {
        precondition(isPossible(capacity: capacity), "a ring of \(capacity) bytes")
        return thrice_sealed_memory("thrice-journal", byteCount(capacity: capacity))
    }

    /// Maps the ring behind a descriptor, which may be closed afterwards; nil when it is none.
    package init?(descriptor: Int32, capacity: Int) {
        guard Self.isPossible(capacity: capacity),
            thrice_is_sealed_memory(descriptor, Self.byteCount(capacity: capacity)) != 0,
            let memory = thrice_map_ring(descriptor, Self.frontBytes, capacity)
        else { return nil }
        self.memory = memory
        self.capacity = capacity
        if load(.magic) == 0 {
            store(.capacity, UInt64(capacity))
            store(.magic, Self.magic)
        }
        guard load(.magic) == Self.magic, load(.capacity) == capacity else { return nil }
    }

    deinit { thrice_unmap_ring(memory, Self.frontBytes, capacity) }

    private func word(_ word: Word) -> UnsafeMutablePointer<UInt64> {
        (memory + 8 * word.rawValue).assumingMemoryBound(to: UInt64.self)
    }

    func load(_ word: Word) -> UInt64 { thrice_load(self.word(word)) }
    func store(_ word: Word, _ value: UInt64) { thrice_store(self.word(word), value) }
    func take(_ word: Word) -> UInt64 { thrice_exchange(self.word(word), 0) }

    /// The bytes at a position, in one piece wherever they lie.
    func bytes(at position: UInt64, count: Int) -> UnsafeMutableRawBufferPointer {
        precondition(count >= 0 && count <= capacity, "\(count) bytes of a ring of \(capacity)")
        let offset = Int(position & UInt64(capacity - 1))
        return UnsafeMutableRawBufferPointer(
            start: memory + Self.frontBytes + offset, count: count)
    }

    static func space(payload: Int) -> Int { (frameBytes + payload + 7) & ~7 }

    /// Nobody produces any more; also said for a producer that has died.
    package func close() { store(.isClosed, 1) }

    /// Raised by the journaler whenever it goes round.
    package var beats: UInt64 { load(.beats) }
    package func beat() { store(.beats, load(.beats) &+ 1) }

    /// Whether the journaler has begun a call to the disk that has not come back.
    package var isBusy: Bool { load(.busySince) != 0 }

    /// All that was handed over is as safe as was asked for.
    package var isEmpty: Bool { load(.head) == load(.tail) }

    var isClosed: Bool { load(.isClosed) != 0 }
}
