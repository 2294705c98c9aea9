import Glibc

/// Bytes of a stream between `low` and `high`, kept contiguous and addressed by stream offset.
///
/// An offset stays valid while the bytes slide to the front of the fixed allocation, so whoever
/// keeps a place in the stream keeps an offset and never a pointer. When nothing is kept the next
/// bytes go to the front again, so a lockstep exchange stays in one page.
package final class SlidingBuffer {
    private struct Place {
        var low: UInt64 = 0
        var high: UInt64 = 0
        /// Of the byte at `base`.
        var origin: UInt64 = 0
    }

    package let capacity: Int
    private let base: UnsafeMutableRawPointer
    /// Not fields of the object: each access to one is checked for another at the same time, which
    /// took a tenth of the voter's time.
    private let place: UnsafeMutablePointer<Place>

    /// - Parameter capacity: bytes that can be kept at once; never grows. The pages are touched,
    ///   and so paid for, only as they are used.
    package init(capacity: Int) {
        precondition(capacity > 0, "a buffer of \(capacity) bytes holds nothing")
        self.capacity = capacity
        // Reserved, not taken: a history may be larger than what is ever used of it.
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | Int32(MAP_NORESERVE)
        guard let memory = mmap(nil, capacity, PROT_READ | PROT_WRITE, flags, -1, 0),
            memory != UnsafeMutableRawPointer(bitPattern: -1)
        else { preconditionFailure("cannot reserve \(capacity) bytes of address space") }
        base = memory
        place = .allocate(capacity: 1)
        place.initialize(to: Place())
    }

    deinit {
        munmap(base, capacity)
        place.deallocate()
    }

    /// Stream offset of the oldest byte kept.
    package var low: UInt64 { place.pointee.low }
    /// Stream offset one past the newest byte.
    package var high: UInt64 { place.pointee.high }
    private var origin: UInt64 { place.pointee.origin }

    package var count: Int { Int(high - low) }
    /// All that is kept; valid until the next write.
    package var all: UnsafeRawBufferPointer { bytes(low, high) }
    package var room: Int { capacity - count }

    /// The free bytes behind `high`; at least `minimum` of them when `room` allows, else what is
    /// there. Costs a move of the bytes kept only when they stand in the way.
    package func writable(minimum: Int) -> UnsafeMutableRawBufferPointer {
        if low == high {
            place.pointee.origin = low
        } else if capacity - Int(high - origin) < min(minimum, room) {
            memmove(base, base + Int(low - origin), count)
            place.pointee.origin = low
        }
        let used = Int(high - origin)
        return UnsafeMutableRawBufferPointer(start: base + used, count: capacity - used)
    }

    /// `count` bytes were written to the front of what `writable` gave.
    package func wrote(_ count: Int) {
        precondition(count >= 0 && Int(high - origin) + count <= capacity)
        place.pointee.high += UInt64(count)
    }

    /// Appends; the caller has checked `room`.
    package func append(_ bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count <= room, "\(bytes.count) bytes do not fit in \(room)")
        guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
        writable(minimum: bytes.count).baseAddress!.copyMemory(
            from: source, byteCount: bytes.count)
        wrote(bytes.count)
    }

    package func append(_ byte: UInt8) {
        withUnsafeBytes(of: byte) { append($0) }
    }

    /// Overwrites the four bytes at an offset.
    func setCount(at offset: UInt64, _ count: UInt32) {
        precondition(offset >= low && offset + 4 <= high)
        (base + Int(offset - origin)).storeBytes(of: count, as: UInt32.self)
    }

    /// Forgets everything before `offset`.
    package func release(upTo offset: UInt64) {
        precondition(offset >= low && offset <= high, "\(offset) is not in \(low)...\(high)")
        place.pointee.low = offset
    }

    /// Forgets what was written last, from `offset` on.
    func dropNewest(from offset: UInt64) {
        precondition(offset >= low && offset <= high, "\(offset) is not in \(low)...\(high)")
        place.pointee.high = offset
    }

    /// Moves what is kept to the front when that is little: the pages behind are used no further.
    func compact() {
        guard origin < low, count <= Int(low - origin) / 4 else { return }
        memmove(base, base + Int(low - origin), count)
        place.pointee.origin = low
    }

    /// The bytes from one stream offset to another; valid until the next write.
    package func bytes(_ from: UInt64, _ to: UInt64) -> UnsafeRawBufferPointer {
        precondition(from >= low && from <= to && to <= high, "\(from)..<\(to) is not kept")
        return UnsafeRawBufferPointer(start: base + Int(from - origin), count: Int(to - from))
    }

    /// Offset of the first line feed in `from..<high`, or nil.
    package func lineFeed(from: UInt64) -> UInt64? {
        let kept = bytes(from, high)
        guard let start = kept.baseAddress, !kept.isEmpty,
            let found = memchr(start, 0x0A, kept.count)
        else { return nil }
        return from + UInt64(UnsafeRawPointer(found) - start)
    }
}
