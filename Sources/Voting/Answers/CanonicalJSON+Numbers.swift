/// Numbers, exactly.
extension CanonicalJSON {
    mutating func readNumber(_ cursor: inout Cursor) throws(Malformation) {
        let offset = cursor.at
        let isNegative = cursor.skip(UInt8(ascii: "-"))
        let start = text.count
        if isNegative { text.append(UInt8(ascii: "-")) }
        let first = text.count
        if !cursor.skip(UInt8(ascii: "0")) { try appendDigits(&cursor, after: first) }
        var exponent = 0
        if cursor.skip(UInt8(ascii: ".")) {
            let point = cursor.at
            try appendDigits(&cursor, after: first)
            exponent = point - cursor.at
        }
        exponent += try readExponent(&cursor)
        if text.count == first {
            text.removeLast(first - start)
            text.append(UInt8(ascii: "0"))
            return
        }
        while text.last == UInt8(ascii: "0") {
            text.removeLast()
            exponent += 1
        }
        guard exponent != 0 else { return }
        guard exponent.magnitude < Self.exponentEnd else {
            throw Malformation(.outOfRange, field: nil, offset: offset)
        }
        append(exponent: exponent)
    }

    private static let exponentEnd: UInt = 1_000_000_000_000_000

    /// Digits, at least one; zeros are left out while nothing stands at `first` yet.
    private mutating func appendDigits(
        _ cursor: inout Cursor, after first: Int
    ) throws(Malformation) {
        let start = cursor.at
        while let digit = cursor.digit() {
            if digit != 0 || text.count > first { text.append(UInt8(ascii: "0") + digit) }
        }
        if cursor.at == start { throw cursor.noJSON }
    }

    /// 0 when there is none; exact up to far beyond what is allowed.
    private func readExponent(_ cursor: inout Cursor) throws(Malformation) -> Int {
        guard cursor.skip(UInt8(ascii: "e")) || cursor.skip(UInt8(ascii: "E")) else { return 0 }
        let isNegative = cursor.skipSign()
        let start = cursor.at
        var exponent = 0
        while let digit = cursor.digit() {
            exponent = min(exponent * 10 + Int(digit), 1 << 56)
        }
        if cursor.at == start { throw cursor.noJSON }
        return isNegative ? -exponent : exponent
    }

    private mutating func append(exponent: Int) {
        text.append(UInt8(ascii: "e"))
        if exponent < 0 { text.append(UInt8(ascii: "-")) }
        let start = text.count
        var rest = exponent.magnitude
        while rest > 0 {
            text.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        }
        var low = start
        var high = text.count - 1
        while low < high {
            text.swapAt(low, high)
            low += 1
            high -= 1
        }
    }
}
