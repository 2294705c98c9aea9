/// How far apart two integers are, without rounding: a double has only 53 bits.
enum IntegerDistance {
    static func absolute(_ one: Int64, _ other: Int64) -> UInt64 {
        one > other
            ? UInt64(bitPattern: one &- other) : UInt64(bitPattern: other &- one)
    }

    /// The difference as a part of the larger magnitude, 0 to 2, to the nearest double or the next.
    static func relative(_ one: Int64, _ other: Int64) -> Double {
        if one == other { return 0 }
        return Double(absolute(one, other)) / Double(max(one.magnitude, other.magnitude))
    }

    /// - Parameter most: at least 0, finite.
    static func isAbsolutelyNear(_ one: Int64, _ other: Int64, most: Double) -> Bool {
        guard most > 0 else { return one == other }
        return most >= 0x1p64 || absolute(one, other) <= UInt64(most)
    }

    /// - Parameter most: at least 0, finite.
    static func isRelativelyNear(_ one: Int64, _ other: Int64, most: Double) -> Bool {
        guard one != other, most > 0 else { return one == other }
        if most >= 2 { return true }
        // Below 2 it is `significand * 2^-scale` with a significand of 53 bits, so the product has
        // at most 117.
        let significand = UInt128(most.significandBitPattern) | (most.isNormal ? 1 << 52 : 0)
        let exponent = max(Int(most.exponentBitPattern), 1) - 1075
        let product = significand * UInt128(max(one.magnitude, other.magnitude))
        return UInt128(absolute(one, other)) <= product >> UInt128(-exponent)
    }
}
