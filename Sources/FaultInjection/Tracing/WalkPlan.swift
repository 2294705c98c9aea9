/// Chooses the cheapest ways from point to point along recorded steps.
///
/// A breakpoint stops at every passage of its address, so the best address is one that seldom
/// occurs between here and there, at the point itself or a few steps before it.
package struct WalkPlan {
    package struct Breakpoint: Equatable {
        /// Of the step where it leads.
        package var step: Int
        /// How often the address occurs on the way, that step included.
        package var times: Int

        package init(step: Int, times: Int) {
            self.step = step
            self.times = times
        }
    }

    /// In single steps, as measured: see `bench-tracing`.
    static let arming = 1.3
    static let passage = 1.0
    static let translation = 0.8
    /// So few of translated code that it is not worth looking for a breakpoint.
    static let manyStops = 8.0

    private let steps: StepList
    /// By place of an address; all zero between two calls.
    private var counts: [UInt32]

    package init(_ steps: StepList) {
        self.steps = steps
        counts = [UInt32](repeating: 0, count: steps.addresses.count)
    }

    /// Nil when single steps cost least, or another way that is known.
    ///
    /// - Parameters:
    ///   - from: a number of a step, like `to`.
    ///   - limit: what the other way costs, in single steps.
    /// - Complexity: a look at each step on the way.
    package mutating func breakpoint(
        from: Int, to: Int, below limit: Double = .infinity
    ) -> Breakpoint? {
        var cost = min(limit, Double(to - from))
        guard Self.arming + Self.passage < cost else { return nil }
        for step in from + 1..<to + 1 { counts[Int(steps.numbers[step])] += 1 }
        var best: Breakpoint?
        var step = to
        while step > from, Double(to - step) + Self.arming + Self.passage < cost {
            let number = Int(steps.numbers[step])
            let times = Int(counts[number])
            let isHere = steps.numbers[from] == steps.numbers[step]
            let total =
                Double(to - step) + Self.arming + Double(times) * Self.passage + (isHere ? 1 : 0)
            if total < cost && !steps.isRepeated[number] {
                best = Breakpoint(step: step, times: times)
                cost = total
            }
            counts[number] -= 1
            step -= 1
        }
        while step > from {
            counts[Int(steps.numbers[step])] -= 1
            step -= 1
        }
        return best
    }
}
