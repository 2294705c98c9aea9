import Glibc

/// Decimal numbers, with or without a point and an exponent, to the nearest double.
///
/// A point may come first or last (`.5`, `5.`), as Fortran writes it. Hexadecimal numbers are
/// none. Rounding is to nearest, ties to even, however many digits there are.
enum RealText {
    /// A decimal number taken apart: an integer of so many digits, times a power of ten.
    private struct Decimal {
        var isNegative = false
        /// The first 19 digits.
        var mantissa: UInt64 = 0
        /// Without leading zeros; may end in zeros.
        var significantDigits = 0
        /// The power of ten that all the digits together are multiplied by.
        var exponent = 0
        /// Where the digits are, the point among them.
        var digits = 0..<0
    }

    /// - Returns: never NaN or infinite unless `allowsNonFinite`; then also for a number beyond
    ///   the largest double.
    /// - Throws: `notANumber` at the first byte that does not fit, `notFinite` and `outOfRange`
    ///   at the first byte of the number; without a field.
    static func read(
        _ bytes: UnsafeRawBufferPointer, _ piece: Range<Int>, allowsNonFinite: Bool
    ) throws(Malformation) -> Double {
        var cursor = Cursor(bytes, piece)
        var decimal = Decimal()
        decimal.isNegative = cursor.skipSign()
        if let word = nonFinite(cursor) {
            guard allowsNonFinite else {
                throw Malformation(.notFinite, field: nil, offset: piece.lowerBound)
            }
            return decimal.isNegative ? -word : word
        }
        guard takeApart(&cursor, &decimal), cursor.at == cursor.end else {
            throw Malformation(.notANumber, field: nil, offset: cursor.at)
        }
        let number = nearest(decimal, in: bytes)
        guard number.isFinite || allowsNonFinite else {
            throw Malformation(.outOfRange, field: nil, offset: piece.lowerBound)
        }
        return number
    }

    /// Whether it is one of the words for NaN and the infinities, with or without a sign.
    static func isNonFinite(_ bytes: UnsafeRawBufferPointer, _ piece: Range<Int>) -> Bool {
        var cursor = Cursor(bytes, piece)
        _ = cursor.skipSign()
        return nonFinite(cursor) != nil
    }

    private static func nonFinite(_ cursor: Cursor) -> Double? {
        guard let first = cursor.next, first | 0x20 >= UInt8(ascii: "a") else { return nil }
        if cursor.holds("nan") { return .nan }
        return cursor.holds("inf") || cursor.holds("infinity") ? .infinity : nil
    }

    /// - Returns: false when the cursor stands where a digit is missing.
    private static func takeApart(_ cursor: inout Cursor, _ decimal: inout Decimal) -> Bool {
        let first = cursor.at
        func take(_ digit: UInt8) {
            if decimal.significantDigits < 19 {
                decimal.mantissa = decimal.mantissa * 10 + UInt64(digit)
            }
            if decimal.mantissa != 0 { decimal.significantDigits += 1 }
        }
        while let digit = cursor.digit() { take(digit) }
        var digitCount = cursor.at - first
        if cursor.skip(UInt8(ascii: ".")) {
            let fraction = cursor.at
            while let digit = cursor.digit() { take(digit) }
            decimal.exponent = fraction - cursor.at
            digitCount -= decimal.exponent
        }
        guard digitCount > 0 else { return false }
        decimal.digits = first..<cursor.at
        guard let byte = cursor.next, byte | 0x20 == UInt8(ascii: "e") else { return true }
        cursor.at += 1
        let isNegative = cursor.skipSign()
        let start = cursor.at
        var exponent = 0
        // Beyond this, no number of digits brings the value back among the doubles.
        while let digit = cursor.digit() { exponent = min(exponent * 10 + Int(digit), 1 << 40) }
        decimal.exponent += isNegative ? -exponent : exponent
        return cursor.at > start
    }

    private static func nearest(_ decimal: Decimal, in bytes: UnsafeRawBufferPointer) -> Double {
        let sign = decimal.isNegative ? -1.0 : 1.0
        if decimal.mantissa == 0 { return decimal.isNegative ? -0.0 : 0 }
        // Both operands are exact doubles, so one operation rounds correctly (W. D. Clinger, How
        // to Read Floating Point Numbers Accurately, PLDI 1990).
        if decimal.significantDigits <= 19, decimal.mantissa <= 1 << 53,
            -22...22 ~= decimal.exponent
        {
            let mantissa = sign * Double(decimal.mantissa)
            return decimal.exponent < 0
                ? mantissa / powersOfTen[-decimal.exponent]
                : mantissa * powersOfTen[decimal.exponent]
        }
        return sign * converted(decimal, in: bytes)
    }

    /// Exactly representable, all of them.
    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
        1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// The halfway points between doubles have at most 767 significant digits: more of them only
    /// say that the number is above what the kept ones say, and so does a single 1 after them.
    private static let digitsMax = 768

    /// Converted by the C library from digits and an exponent alone: without a point there is
    /// nothing that a locale could change.
    private static func converted(
        _ decimal: Decimal, in bytes: UnsafeRawBufferPointer
    ) -> Double {
        withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 1) { buffer in
            var count = 0
            var isAbove = false
            for offset in decimal.digits where bytes[offset] != UInt8(ascii: ".") {
                let digit = bytes[offset]
                if count == 0, digit == UInt8(ascii: "0") { continue }
                if count < digitsMax {
                    buffer[count] = digit
                    count += 1
                } else if digit != UInt8(ascii: "0") {
                    isAbove = true
                }
            }
            var exponent = decimal.exponent + decimal.significantDigits - count
            if isAbove {
                buffer[count] = UInt8(ascii: "1")
                count += 1
                exponent -= 1
            }
            append(exponent: exponent, to: buffer, at: count)
            guard let start = buffer.baseAddress else { return .nan }
            return strtod(start.assumingMemoryBound(to: CChar.self), nil)
        }
    }

    /// Appends `e-12` and a NUL.
    private static func append(
        exponent: Int, to buffer: UnsafeMutableRawBufferPointer, at start: Int
    ) {
        buffer[start] = UInt8(ascii: "e")
        buffer[start + 1] = UInt8(ascii: exponent < 0 ? "-" : "+")
        // Far outside of what 768 digits can bring back.
        var rest = min(exponent.magnitude, 99_999)
        for place in (2...6).reversed() {
            buffer[start + place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        buffer[start + 7] = 0
    }
}
