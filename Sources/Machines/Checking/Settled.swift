/// Which outputs a substitution gives a value on all ways through it, and which only on some.
struct Settled {
    var always: Set<Int> = []
    /// With a place on a way that gives it none.
    var sometimes: [Int: SourceSpan] = [:]

    var isEmpty: Bool { always.isEmpty && sometimes.isEmpty }

    init(always: Set<Int> = []) { self.always = always }

    /// All of them happen.
    init(allOf parts: [Settled]) {
        for part in parts {
            always.formUnion(part.always)
            sometimes.merge(part.sometimes) { first, _ in first }
        }
        for slot in always { sometimes[slot] = nil }
    }

    /// One of them happens. With the place that is named where one gives no value.
    init(oneOf ways: [(way: Settled, place: SourceSpan)]) {
        var touched: Set<Int> = []
        for (way, _) in ways { touched.formUnion(way.always.union(way.sometimes.keys)) }
        for slot in touched {
            if let lacking = ways.first(where: { !$0.way.always.contains(slot) }) {
                sometimes[slot] = lacking.way.sometimes[slot] ?? lacking.place
            } else {
                always.insert(slot)
            }
        }
    }
}
