/// Decimal numbers as integers of a fixed number of places behind the point, exactly: never
/// through a double.
enum DecimalText {
    struct Scaled: Equatable {
        /// Toward zero.
        var value: Int64
        /// Something other than zeros was cut off.
        var isCut: Bool
        var isNegative: Bool

        /// Whether the number as it was written lies within these ends.
        func isWithin(_ range: ClosedRange<Int64>) -> Bool {
            guard range.contains(value) else { return false }
            if !isCut { return true }
            return isNegative ? value > range.lowerBound : value < range.upperBound
        }
    }

    /// With or without a sign, a point (also first or last) and an exponent.
    ///
    /// - Parameter decimals: places behind the point that are kept, 0...18.
    /// - Throws: `notANumber` at the first byte that does not fit, `outOfRange` at the first of
    ///   all when the scaled number does not fit in 64 bits; without a field.
    static func read(_ piece: Piece, decimals: Int) throws(DemandFlaw) -> Scaled {
        let bytes = piece.bytes
        let end = piece.range.upperBound
        var at = piece.range.lowerBound
        func next(_ byte: UInt8) -> Bool { at < end && bytes[at] == byte }
        let isNegative = next(UInt8(ascii: "-"))
        if isNegative || next(UInt8(ascii: "+")) { at += 1 }
        let digits = at
        while at < end, Piece.digit(bytes[at]) != nil { at += 1 }
        // Digits in front of the point.
        var whole = at - digits
        var count = whole
        if next(UInt8(ascii: ".")) {
            at += 1
            let fraction = at
            while at < end, Piece.digit(bytes[at]) != nil { at += 1 }
            count += at - fraction
        }
        let last = at
        guard count > 0 else { throw DemandFlaw(.notANumber, field: nil, offset: at) }
        if at < end, bytes[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            let isSmall = next(UInt8(ascii: "-"))
            if isSmall || next(UInt8(ascii: "+")) { at += 1 }
            let start = at
            var exponent = 0
            // Beyond this, no number of digits brings the value back within 64 bits.
            while at < end, let digit = Piece.digit(bytes[at]) {
                exponent = min(exponent * 10 + Int(digit), 1 << 40)
                at += 1
            }
            if at == start { throw DemandFlaw(.notANumber, field: nil, offset: at) }
            whole += isSmall ? -exponent : exponent
        }
        guard at == end else { throw DemandFlaw(.notANumber, field: nil, offset: at) }
        let kept = whole + decimals
        guard let scaled = scale(bytes, digits..<last, keeping: kept, isNegative: isNegative)
        else { throw DemandFlaw(.outOfRange, field: nil, offset: piece.range.lowerBound) }
        return scaled
    }

    /// - Parameter kept: digits that belong to the scaled number; more than there are is zeros at
    ///   its end.
    /// - Returns: nil beyond 64 bits.
    private static func scale(
        _ bytes: UnsafeRawBufferPointer, _ digits: Range<Int>, keeping kept: Int, isNegative: Bool
    ) -> Scaled? {
        var scaled = Scaled(value: 0, isCut: false, isNegative: isNegative)
        var seen = 0
        for offset in digits {
            guard let digit = Piece.digit(bytes[offset]) else { continue }
            seen += 1
            if seen > kept {
                scaled.isCut = scaled.isCut || digit != 0
                continue
            }
            guard let value = append(isNegative ? -digit : digit, to: scaled.value) else {
                return nil
            }
            scaled.value = value
        }
        while seen < kept, scaled.value != 0 {
            guard let value = append(0, to: scaled.value) else { return nil }
            scaled.value = value
            seen += 1
        }
        return scaled
    }

    private static func append(_ digit: Int64, to value: Int64) -> Int64? {
        let (tens, passesTens) = value.multipliedReportingOverflow(by: 10)
        let (sum, passesSum) = tens.addingReportingOverflow(digit)
        return passesTens || passesSum ? nil : sum
    }

    /// `-0.05` for -5 of two decimals.
    static func format(_ value: Int64, decimals: Int) -> String {
        if decimals == 0 { return "\(value)" }
        let digits = "\(value.magnitude)"
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return (value < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }
}
