/// Numbers and lists as bytes: eight bytes a number, little end first, and before every list its
/// length.
struct PlanWriter {
    private(set) var bytes: [UInt8] = []

    mutating func put(_ number: Int64) {
        let bits = UInt64(bitPattern: number)
        for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: bits >> (8 * UInt64(place)))) }
    }

    mutating func put(_ number: Int) { put(Int64(number)) }
    mutating func put(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func put(_ content: some Collection<UInt8>) {
        put(content.count)
        bytes.append(contentsOf: content)
    }

    mutating func put(_ text: String) { put(Array(text.utf8)) }

    mutating func put<Element>(
        list: some Collection<Element>, _ body: (inout PlanWriter, Element) -> Void
    ) {
        put(list.count)
        for element in list { body(&self, element) }
    }

    mutating func put<Element>(
        optional: Element?, _ body: (inout PlanWriter, Element) -> Void
    ) {
        put(optional != nil)
        if let optional { body(&self, optional) }
    }
}
