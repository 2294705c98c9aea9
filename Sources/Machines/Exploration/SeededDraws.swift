/// Draws that are the same for the same seed, on every machine.
///
/// SplitMix64: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014, doi:10.1145/2660193.2660195.
struct SeededDraws {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// Draws of their own for a part of the work, whatever was drawn before.
    init(seed: UInt64, part: Int) {
        var mixed = SeededDraws(
            seed: seed ^ UInt64(truncatingIfNeeded: part) &* 0xD1B5_4A32_D192_ED03)
        state = mixed.next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 ..< count, which is above zero; the bias of at most count / 2^64 is left as it is.
    mutating func below(_ count: Int) -> Int {
        Int(truncatingIfNeeded: UInt64(count).multipliedFullWidth(by: next()).high)
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int {
        let (width, isWide) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
        guard !isWide, width < .max else { return Int(truncatingIfNeeded: next() >> 1) }
        return range.lowerBound + below(width + 1)
    }

    mutating func isTrue() -> Bool { next() & 1 == 1 }

    mutating func element<Element>(of list: [Element]) -> Element { list[below(list.count)] }

    mutating func shuffled<Element>(_ list: [Element]) -> [Element] {
        var list = list
        for index in list.indices.reversed() { list.swapAt(index, below(index + 1)) }
        return list
    }
}
