/// One verdict as one line of text, as the voter writes it and the consumer's gate reads it:
///
///     thrice1 <sequence> <digest> <kind> <expires> <answer> <check>\n
///
/// The answer may hold any byte but a newline, spaces and NUL included: it lies between the fifth
/// space and the last nine bytes of the line. Every record has exactly one spelling (no leading
/// zeros, lower-case digits), so a repeated record is the same bytes. `docs/FORMATS.md` has each
/// field.
package struct VerdictRecord: Equatable, Sendable {
    package enum Kind: Sendable {
        case agreed
        case restrictive
        /// The stream ended in order: sequence one past the last verdict, digest 0, no answer.
        case end
    }

    /// The demand's number, from 1, at most `numberMax`.
    package var sequence: UInt64
    /// `VerdictDigest` of the demand; 0 for `end`.
    package var digest: UInt64
    package var kind: Kind
    /// Nanoseconds of this host's CLOCK_MONOTONIC; the answer may be used before, not at it.
    package var expires: UInt64
    /// Where the answer lies in the decoded line.
    package var answer: Range<Int>

    /// 19 digits: reading them never overflows 64 bits. As nanoseconds, 317 years.
    package static let numberMax: UInt64 = 9_999_999_999_999_999_999
    /// The most bytes a record has beyond its answer, newline included.
    package static let overheadBytesMax = 8 + 20 + 17 + 12 + 20 + 1 + 8 + 1

    static let tag: StaticString = "thrice1 "
    /// ` `, eight digits.
    static let checkBytes = 9
    static let shortestBytes = 8 + 2 + 17 + 4 + 2 + checkBytes

    /// Writes one record with its newline; allocates nothing.
    ///
    /// - Parameters:
    ///   - sequence: 1 … `numberMax`.
    ///   - expires: CLOCK_MONOTONIC nanoseconds; a later instant than `numberMax` becomes
    ///     `numberMax`.
    ///   - answer: without newline. Not looked through: the voter's framing has removed them.
    ///   - line: at least `overheadBytesMax` + the answer's bytes.
    /// - Returns: the bytes written.
    package static func encode(
        sequence: UInt64, digest: UInt64, kind: Kind, expires: UInt64,
        answer: UnsafeRawBufferPointer, into line: UnsafeMutableRawBufferPointer
    ) -> Int {
        precondition(sequence >= 1 && sequence <= numberMax, "sequence \(sequence)")
        precondition(
            line.count >= overheadBytesMax + answer.count, "\(line.count) bytes for a record")
        var writer = RecordWriter(line: line)
        writer.append(tag)
        writer.append(decimal: sequence)
        writer.append(space: ())
        writer.append(hexadecimal: digest, digits: 16)
        switch kind {
        case .agreed: writer.append(" agreed ")
        case .restrictive: writer.append(" restrictive ")
        case .end: writer.append(" end ")
        }
        writer.append(decimal: min(expires, numberMax))
        writer.append(space: ())
        writer.append(answer)
        let check = VerdictCheck.of(UnsafeRawBufferPointer(rebasing: line[..<writer.count]))
        writer.append(space: ())
        writer.append(hexadecimal: UInt64(check), digits: 8)
        writer.append("\n")
        return writer.count
    }

    /// Writes the record that ends a stream in order.
    ///
    /// - Parameter sequence: one past the last verdict's; 1 when there was none.
    package static func encodeEnd(
        sequence: UInt64, expires: UInt64, into line: UnsafeMutableRawBufferPointer
    ) -> Int {
        encode(
            sequence: sequence, digest: 0, kind: .end, expires: expires,
            answer: UnsafeRawBufferPointer(start: nil, count: 0), into: line)
    }
}

/// Puts a record's fields one after the other; the caller has checked that there is room.
private struct RecordWriter {
    let line: UnsafeMutableRawBufferPointer
    var count = 0

    mutating func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        UnsafeMutableRawBufferPointer(rebasing: line[count...]).copyMemory(from: bytes)
        count += bytes.count
    }

    mutating func append(space: Void) {
        line[count] = UInt8(ascii: " ")
        count += 1
    }

    mutating func append(decimal number: UInt64) {
        var digits = 1
        var rest = number / 10
        while rest > 0 {
            digits += 1
            rest /= 10
        }
        rest = number
        for offset in stride(from: count + digits - 1, through: count, by: -1) {
            line[offset] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += digits
    }

    mutating func append(hexadecimal number: UInt64, digits: Int) {
        for digit in 0..<digits {
            let value = UInt8(truncatingIfNeeded: number >> UInt64(4 * (digits - 1 - digit))) & 15
            line[count + digit] =
                value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
        }
        count += digits
    }
}
