/// Why a line is not a verdict record; the first reason found, in the order of the cases.
package enum VerdictRecordError: Error, Equatable, Sendable {
    /// Longer than the longest answer allows.
    case tooLong
    /// Shorter than the shortest record.
    case tooShort
    /// Does not begin with this version's tag.
    case version
    /// The check code is not that of the bytes before it, or not eight lower-case digits.
    case check
    /// Not a number from 1 without leading zeros.
    case sequence
    /// Not sixteen lower-case hexadecimal digits.
    case digest
    /// None of `agreed`, `restrictive`, `end`.
    case kind
    /// Not a number without leading zeros.
    case expires
    /// A newline in the answer; an end record with an answer or a digest.
    case answer
}

extension VerdictRecord {
    /// Reads one line without its newline. Never traps, whatever the bytes; allocates nothing.
    ///
    /// - Parameter answerBytesMax: a longer answer is refused without looking at the line.
    /// - Complexity: O(n) in the line's bytes, at most `answerBytesMax` + `overheadBytesMax`.
    package static func decode(
        _ line: UnsafeRawBufferPointer, answerBytesMax: Int
    ) throws(VerdictRecordError) -> VerdictRecord {
        if line.count >= overheadBytesMax + answerBytesMax { throw .tooLong }
        if line.count < shortestBytes { throw .tooShort }
        var reader = RecordReader(line: line, end: line.count - checkBytes)
        guard reader.skip(tag) else { throw .version }
        try reader.verifyCheck()
        guard let sequence = reader.decimal(), sequence > 0 else { throw .sequence }
        guard let digest = reader.hexadecimal(digits: 16), reader.skip(" ") else { throw .digest }
        let kind: Kind
        if reader.skip("agreed ") {
            kind = .agreed
        } else if reader.skip("restrictive ") {
            kind = .restrictive
        } else if reader.skip("end ") {
            kind = .end
        } else {
            throw .kind
        }
        guard let expires = reader.decimal() else { throw .expires }
        let answer = reader.offset..<reader.end
        if answer.count > answerBytesMax { throw .tooLong }
        if line[answer].contains(UInt8(ascii: "\n")) { throw .answer }
        if kind == .end && (!answer.isEmpty || digest != 0) { throw .answer }
        return VerdictRecord(
            sequence: sequence, digest: digest, kind: kind, expires: expires, answer: answer)
    }
}

/// Takes a record's fields one after the other; `end` is where the check code's space lies.
private struct RecordReader {
    let line: UnsafeRawBufferPointer
    let end: Int
    var offset = 0

    mutating func skip(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard end - offset >= count else { return false }
        for index in 0..<count where line[offset + index] != text.utf8Start[index] { return false }
        offset += count
        return true
    }

    func verifyCheck() throws(VerdictRecordError) {
        var digits = RecordReader(line: line, end: line.count, offset: end)
        guard digits.skip(" "), let check = digits.hexadecimal(digits: 8) else { throw .check }
        let covered = UnsafeRawBufferPointer(rebasing: line[..<end])
        guard check == UInt64(VerdictCheck.of(covered)) else { throw .check }
    }

    /// 1 … 19 digits without leading zeros, and the space after them.
    mutating func decimal() -> UInt64? {
        var number: UInt64 = 0
        let first = offset
        while offset < end, offset - first < 19 {
            let digit = line[offset] &- UInt8(ascii: "0")
            if digit > 9 { break }
            number = number * 10 + UInt64(digit)
            offset += 1
        }
        let digits = offset - first
        if digits == 0 || (digits > 1 && line[first] == UInt8(ascii: "0")) { return nil }
        return skip(" ") ? number : nil
    }

    mutating func hexadecimal(digits: Int) -> UInt64? {
        guard end - offset >= digits else { return nil }
        var number: UInt64 = 0
        for byte in line[offset..<(offset + digits)] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                number = number << 4 | UInt64(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"):
                number = number << 4 | UInt64(byte - UInt8(ascii: "a") + 10)
            default:
                return nil
            }
        }
        offset += digits
        return number
    }
}
