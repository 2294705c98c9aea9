/// Reads what `PlanWriter` wrote; everything else ends with `isBroken`, and never with a trap or
/// more memory than there are bytes.
struct PlanReader {
    private let bytes: [UInt8]
    private var at = 0
    private(set) var isBroken = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether all of it was read, and was right.
    var isDone: Bool { !isBroken && at == bytes.count }

    mutating func fail() { isBroken = true }

    mutating func number() -> Int64 {
        guard !isBroken, bytes.count - at >= 8 else {
            isBroken = true
            return 0
        }
        var bits: UInt64 = 0
        for place in 0..<8 { bits |= UInt64(bytes[at + place]) << (8 * UInt64(place)) }
        at += 8
        return Int64(bitPattern: bits)
    }

    /// - Returns: 0 for anything that is not in the range.
    mutating func number(in range: ClosedRange<Int>) -> Int {
        let number = number()
        guard let number = Int(exactly: number), range.contains(number) else {
            isBroken = true
            return 0
        }
        return number
    }

    mutating func flag() -> Bool {
        guard !isBroken, at < bytes.count, bytes[at] <= 1 else {
            isBroken = true
            return false
        }
        at += 1
        return bytes[at - 1] == 1
    }

    mutating func content(bytesMax: Int) -> [UInt8] {
        let count = number(in: 0...bytesMax)
        guard !isBroken, bytes.count - at >= count else {
            isBroken = true
            return []
        }
        at += count
        return Array(bytes[at - count..<at])
    }

    /// UTF-8.
    mutating func text(bytesMax: Int = 4096) -> String {
        guard let text = String(validating: content(bytesMax: bytesMax), as: UTF8.self) else {
            isBroken = true
            return ""
        }
        return text
    }

    /// An element takes at least one byte, so a list is never longer than what is left.
    mutating func list<Element>(
        max: Int, _ body: (inout PlanReader) -> Element
    ) -> [Element] {
        let count = number(in: 0...max)
        guard !isBroken, count <= bytes.count - at else {
            isBroken = true
            return []
        }
        var list: [Element] = []
        for _ in 0..<count where !isBroken { list.append(body(&self)) }
        return list
    }

    mutating func optional<Element>(_ body: (inout PlanReader) -> Element) -> Element? {
        flag() ? body(&self) : nil
    }
}
