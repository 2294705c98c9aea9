/// How far apart two doubles are, under each relation between numbers.
enum RealDistance {
    /// What needs no arithmetic; nil for two different finite numbers.
    @inline(__always) private static func special(_ one: Double, _ other: Double) -> Double? {
        if one == other || (one.isNaN && other.isNaN) { return 0 }
        return one.isFinite && other.isFinite ? nil : .infinity
    }

    static func absolute(_ one: Double, _ other: Double) -> Double {
        special(one, other) ?? (one - other).magnitude
    }

    /// The difference in this unit, above 0; infinite between finite numbers only when no double is
    /// as large.
    static func absolute(_ one: Double, _ other: Double, unit: Double) -> Double {
        if let special = special(one, other) { return special }
        let difference = (one - other).magnitude
        // Halves of numbers that large are exact.
        return difference.isFinite
            ? difference / unit : (one / 2 - other / 2).magnitude / unit * 2
    }

    /// The difference as a part of the larger magnitude: 0 to 2.
    static func relative(_ one: Double, _ other: Double) -> Double {
        if let special = special(one, other) { return special }
        let difference = (one - other).magnitude
        let larger = max(one.magnitude, other.magnitude)
        return difference.isFinite
            ? difference / larger : (one / 2 - other / 2).magnitude / larger * 2
    }

    /// Steps from one representable double to the next; −0 and 0 are one. Nil when it is infinite.
    static func ulps(_ one: Double, _ other: Double) -> UInt64? {
        if let special = special(one, other) { return special == 0 ? 0 : nil }
        let (first, second) = (place(one), place(other))
        return first > second
            ? UInt64(bitPattern: first &- second) : UInt64(bitPattern: second &- first)
    }

    /// Finite doubles, numbered in their order, 0 for both zeros.
    private static func place(_ number: Double) -> Int64 {
        let bits = Int64(bitPattern: number.magnitude.bitPattern)
        return number.sign == .minus ? -bits : bits
    }

    static func isAbsolutelyNear(_ one: Double, _ other: Double, most: Double) -> Bool {
        absolute(one, other) <= most
    }

    static func isRelativelyNear(_ one: Double, _ other: Double, most: Double) -> Bool {
        if let special = special(one, other) { return special == 0 }
        // No two finite numbers are further apart than twice the larger magnitude.
        if most >= 2 { return true }
        let difference = (one - other).magnitude
        let larger = max(one.magnitude, other.magnitude)
        return difference.isFinite
            ? difference <= most * larger : (one / 2 - other / 2).magnitude <= most * (larger / 2)
    }
}
