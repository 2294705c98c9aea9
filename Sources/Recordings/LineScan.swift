import Glibc

/// Questions about bytes that hold lines, answered many bytes at a time.
enum LineScan {
    static let lineFeed: UInt8 = 0x0A
    private static let pattern: UInt64 = 0x0A0A_0A0A_0A0A_0A0A
    private static let lowBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    /// How many line feeds there are.
    ///
    /// Eight bytes at a time: a byte of `word ^ 0x0A…` is zero where there is a line feed, and
    /// adding 0x7F to its low seven bits, or to any other, tells so without a carry to the next
    /// byte (H. S. Warren, "Hacker's Delight", 2nd edition, 2012, section 6-1).
    static func lines(_ start: UnsafeRawPointer, _ count: Int) -> Int {
        let words = count / 8
        var total = 0
        var word = 0
        while word < words {
            // A byte of the sum holds at most 255.
            let end = min(words, word &+ 255)
            var sums: UInt64 = 0
            while word < end {
                let bytes =
                    start.loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self) ^ pattern
                sums &+= ~(((bytes & lowBits) &+ lowBits) | bytes | lowBits) &>> 7
                word &+= 1
            }
            let evenBytes: UInt64 = 0x00FF_00FF_00FF_00FF
            let pairs = (sums & evenBytes) &+ ((sums &>> 8) & evenBytes)
            total &+= Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) &>> 48)
        }
        for offset in (words * 8)..<count
        where start.load(fromByteOffset: offset, as: UInt8.self) == lineFeed {
            total += 1
        }
        return total
    }

    /// How many bytes at the beginning are the same, at most `count`.
    static func common(_ one: UnsafeRawPointer, _ other: UnsafeRawPointer, _ count: Int) -> Int {
        let blockBytes = 2048
        var offset = 0
        while offset < count {
            let length = min(blockBytes, count - offset)
            if memcmp(one + offset, other + offset, length) != 0 {
                return offset + firstDifference(one + offset, other + offset, length)
            }
            offset += length
        }
        return count
    }

    private static func firstDifference(
        _ one: UnsafeRawPointer, _ other: UnsafeRawPointer, _ count: Int
    ) -> Int {
        var offset = 0
        while offset &+ 8 <= count {
            let difference =
                one.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                ^ other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if difference != 0 {
                return offset + UInt64(littleEndian: difference).trailingZeroBitCount / 8
            }
            offset &+= 8
        }
        while offset < count,
            one.load(fromByteOffset: offset, as: UInt8.self)
                == other.load(fromByteOffset: offset, as: UInt8.self)
        { offset += 1 }
        return offset
    }

    /// How many bytes the lines take that end here, their line feeds included.
    static func wholeLines(_ start: UnsafeRawPointer, _ count: Int) -> Int {
        var end = count
        while end >= 8 {
            let bytes =
                start.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self) ^ pattern
            if ~(((bytes & lowBits) &+ lowBits) | bytes | lowBits) != 0 { break }
            end &-= 8
        }
        while end > 0, start.load(fromByteOffset: end &- 1, as: UInt8.self) != lineFeed {
            end &-= 1
        }
        return end
    }

    /// How many bytes the first `lines` lines take, which must be there.
    static func bytes(ofLines lines: Int, _ start: UnsafeRawPointer, _ count: Int) -> Int {
        var offset = 0
        for _ in 0..<lines {
            guard let end = memchr(start + offset, Int32(lineFeed), count - offset) else {
                preconditionFailure("\(lines) lines are not in \(count) bytes")
            }
            offset = UnsafeRawPointer(end) - start + 1
        }
        return offset
    }

    /// How many bytes the lines take before the first that is longer than `longest`, its line
    /// feed not counted; all `count` when there is none. The bytes end with a line feed.
    static func bytes(
        beforeLineLongerThan longest: Int, _ start: UnsafeRawPointer, _ count: Int
    ) -> Int {
        var offset = 0
        while count - offset > longest + 1 {
            let whole = wholeLines(start + offset, longest + 1)
            if whole == 0 { return offset }
            offset += whole
        }
        return count
    }
}
