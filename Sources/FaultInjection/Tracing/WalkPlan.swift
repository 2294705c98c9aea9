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

    private let steps: StepList
    /// For each step: how often its address occurred before.
    private let occurrences: [UInt32]
    /// By place of an address: how often it occurs up to the present step.
    private var passed: [UInt32]
    private var position = -1

    package init(_ steps: StepList) {
        self.steps = steps
        var counts = [UInt32](repeating: 0, count: steps.addresses.count)
        var occurrences = [UInt32]()
        occurrences.reserveCapacity(steps.count)
        for number in steps.numbers {
            occurrences.append(counts[Int(number)])
            counts[Int(number)] += 1
        }
        self.occurrences = occurrences
        passed = [UInt32](repeating: 0, count: counts.count)
    }

    /// Nil when single steps cost least.
    ///
    /// - Parameters: numbers of steps; they never decrease from call to call.
    package mutating func breakpoint(from: Int, to: Int) -> Breakpoint? {
        while position < from {
            position += 1
            passed[Int(steps.numbers[position])] += 1
        }
        var best: Breakpoint?
        var cost = Double(to - from)
        var step = to
        while step > from, Double(to - step) + Self.arming + Self.passage < cost {
            let number = Int(steps.numbers[step])
            let times = Int(occurrences[step]) - Int(passed[number]) + 1
            let isHere = steps.numbers[from] == steps.numbers[step]
            let total =
                Double(to - step) + Self.arming + Double(times) * Self.passage + (isHere ? 1 : 0)
            if total < cost && !steps.isRepeated[number] {
                best = Breakpoint(step: step, times: times)
                cost = total
            }
            step -= 1
        }
        return best
    }
}
