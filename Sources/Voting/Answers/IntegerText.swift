/// Decimal integers: an optional sign, then digits, as many as there are.
enum IntegerText {
    /// - Throws: `notAnInteger` at the first byte that does not fit, `outOfRange` at the first
    ///   byte of a number beyond 64 bits; without a field.
    static func read(
        _ bytes: UnsafeRawBufferPointer, _ piece: Range<Int>
    ) throws(Malformation) -> Int64 {
        var cursor = Cursor(bytes, piece)
        let isNegative = cursor.skipSign()
        let first = cursor.at
        var magnitude: UInt64 = 0
        var overflows = false
        while let digit = cursor.digit() {
            let (tens, passesTens) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, passesSum) = tens.addingReportingOverflow(UInt64(digit))
            overflows = overflows || passesTens || passesSum
            magnitude = sum
        }
        guard cursor.at > first, cursor.at == cursor.end else {
            throw Malformation(.notAnInteger, field: nil, offset: cursor.at)
        }
        guard !overflows, magnitude <= Int64.max.magnitude + (isNegative ? 1 : 0) else {
            throw Malformation(.outOfRange, field: nil, offset: piece.lowerBound)
        }
        return Int64(truncatingIfNeeded: isNegative ? 0 &- magnitude : magnitude)
    }

    /// Whether an integer lies in a range of doubles, exactly: the nearest double of an integer
    /// beyond 2^53 may lie on the other side of a bound.
    static func isWithin(_ integer: Int64, _ range: ClosedRange<Double>) -> Bool {
        let lowest = range.lowerBound.rounded(.up)
        let highest = range.upperBound.rounded(.down)
        // 2^63 is a double, and the first one that no longer is an Int64.
        let isAbove = lowest < -0x1p63 || (lowest < 0x1p63 && integer >= Int64(lowest))
        let isBelow = highest >= 0x1p63 || (highest >= -0x1p63 && integer <= Int64(highest))
        return isAbove && isBelow
    }
}
