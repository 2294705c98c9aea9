/// Follows recorded steps block by block, as translated code will execute them.
struct TranslatedPath {
    /// A way that translated code leads without a stop.
    struct Leg: Equatable {
        /// The step where it ends.
        var end: Int
        /// Blocks on the way.
        var count: Int
        /// Whether the instruction at the end has to be executed where it stands.
        var isNative: Bool
    }

    let translation: Translation
    let steps: StepList
    /// By place of an address: the steps of the block that begins there; `unknown` and the like.
    private var lengths: [Int32]

    private static let unknown: Int32 = -1
    private static let repeated: Int32 = -2
    private static let native: Int32 = 0

    init(_ translation: Translation, _ steps: StepList) {
        (self.translation, self.steps) = (translation, steps)
        lengths = Array(repeating: Self.unknown, count: steps.addresses.count)
    }

    /// The code is not what it was.
    mutating func forget() {
        lengths = Array(repeating: Self.unknown, count: steps.addresses.count)
    }

    /// - Parameters: numbers of steps; the leg ends at `goal` or less than a block before.
    /// - Complexity: a look at each block on the way.
    mutating func leg(from: Int, to goal: Int) throws(TracingError) -> Leg {
        var leg = Leg(end: from, count: 0, isNative: false)
        while true {
            follow(&leg, to: goal)
            let length = try length(at: leg.end)
            if length == Self.native {
                leg.isNative = true
                return leg
            }
            let next = length == Self.repeated ? endOfRepetition(leg.end) : leg.end + Int(length)
            if next > goal { return leg }
            leg.end = next
            leg.count += 1
        }
    }

    /// Over plain blocks that are known, which nearly all are.
    private func follow(_ leg: inout Leg, to goal: Int) {
        steps.numbers.withUnsafeBufferPointer { numbers in
            lengths.withUnsafeBufferPointer { lengths in
                var (end, count) = (leg.end, leg.count)
                while end < goal {
                    let length = Int(lengths[Int(numbers[end])])
                    if length <= 0 || length > goal - end { break }
                    end += length
                    count += 1
                }
                (leg.end, leg.count) = (end, count)
            }
        }
    }

    /// The first leg of a way, and what all of it costs, in single steps.
    ///
    /// - Parameter stop: the cost of a leg.
    mutating func survey(
        from: Int, to goal: Int, stop: Double
    ) throws(TracingError) -> (first: Leg, cost: Double) {
        let first = try leg(from: from, to: goal)
        var cost = stop
        var last = first
        while last.isNative, last.end < goal {
            last = try leg(from: last.end + 1, to: goal)
            cost += 1 + (last.count > 0 ? stop : 0)
        }
        return (first, cost)
    }

    private func endOfRepetition(_ step: Int) -> Int {
        let number = steps.numbers[step]
        var end = step + 1
        while end < steps.count, steps.numbers[end] == number { end += 1 }
        return end
    }

    private mutating func length(at step: Int) throws(TracingError) -> Int32 {
        let place = Int(steps.numbers[step])
        let length = lengths[place]
        if length != Self.unknown { return length }
        let block = try translation.block(at: steps[step])
        lengths[place] =
            switch block.kind {
            case .native: Self.native
            case .repeated: Self.repeated
            case .plain: Int32(block.addresses.count)
            }
        return lengths[place]
    }
}
