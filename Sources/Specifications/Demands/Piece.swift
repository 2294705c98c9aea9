/// Part of a text, and what can be read off it without allocating anything.
struct Piece {
    let bytes: UnsafeRawBufferPointer
    /// Offsets of the first byte and of the one after the last.
    var range: Range<Int>

    init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        self.bytes = bytes
        self.range = range
    }

    /// A space or a tab.
    @inline(__always) static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    /// Without the blanks around it.
    var trimmed: Piece {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, Self.isBlank(bytes[start]) { start += 1 }
        while start < end, Self.isBlank(bytes[end - 1]) { end -= 1 }
        return Piece(bytes, start..<end)
    }

    var content: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[range]) }

    func holds(_ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        for index in 0..<range.count
        where bytes[range.lowerBound + index] != word.utf8Start[index] {
            return false
        }
        return true
    }

    func holds(_ word: String) -> Bool {
        guard range.count == word.utf8.count else { return false }
        var place = range.lowerBound
        for byte in word.utf8 {
            if byte != bytes[place] { return false }
            place += 1
        }
        return true
    }

    /// Decimal, with or without a sign, within 64 bits.
    ///
    /// - Throws: `notAnInteger` at the first byte that does not fit, `outOfRange` at the first of
    ///   all; without a field.
    func integer() throws(DemandFlaw) -> Int64 {
        var at = range.lowerBound
        let isNegative = at < range.upperBound && bytes[at] == UInt8(ascii: "-")
        if isNegative || (at < range.upperBound && bytes[at] == UInt8(ascii: "+")) { at += 1 }
        let first = at
        var value: Int64 = 0
        var overflows = false
        while at < range.upperBound, let digit = Self.digit(bytes[at]) {
            let (tens, passesTens) = value.multipliedReportingOverflow(by: 10)
            let (sum, passesSum) = tens.addingReportingOverflow(isNegative ? -digit : digit)
            overflows = overflows || passesTens || passesSum
            value = sum
            at += 1
        }
        guard at > first, at == range.upperBound else {
            throw DemandFlaw(.notAnInteger, field: nil, offset: at)
        }
        if overflows { throw DemandFlaw(.outOfRange, field: nil, offset: range.lowerBound) }
        return value
    }

    /// For `integer`, which allows a sign and any number of zeros in front.
    func isDigits(atMost max: Int) -> Bool {
        range.count <= max && !range.isEmpty && Self.digit(bytes[range.lowerBound]) != nil
    }

    @inline(__always) static func digit(_ byte: UInt8) -> Int64? {
        let digit = byte &- UInt8(ascii: "0")
        return digit <= 9 ? Int64(digit) : nil
    }

    /// 1 or 0.
    func boolean() throws(DemandFlaw) -> Int64 {
        if holds("1") || holds("true") { return 1 }
        if holds("0") || holds("false") { return 0 }
        throw DemandFlaw(.notABoolean, field: nil, offset: range.lowerBound)
    }

    /// Index of the word that it is.
    func word(of words: [String]) throws(DemandFlaw) -> Int64 {
        guard let index = words.firstIndex(where: { holds($0) }) else {
            throw DemandFlaw(.notAWord, field: nil, offset: range.lowerBound)
        }
        return Int64(index)
    }
}
