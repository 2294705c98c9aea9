/// How much of a machine's behaviour is looked at. What fits is looked at exhaustively; of what
/// does not, a sample.
package struct ExplorationBudget: Equatable, Sendable {
    /// States that are entered.
    package var statesMax = 10_000
    /// Values that all states together hold, sets and functions counted by their elements.
    package var valuesMax = 4_000_000
    /// Pairs of state and inputs, of all operations together.
    package var casesMax = 2_000_000
    /// Of these, where inputs are sampled.
    package var sampledCasesMax = 200_000
    /// Evaluation steps of all together; `MachineLimits.stepsMax` bounds one question.
    package var stepsMax = 60_000_000
    /// Inputs of one operation in one state that are enumerated; beyond, they are sampled.
    package var inputsMax = 100_000
    /// Inputs of one operation in one state where they are sampled.
    package var samplesMax = 2_000
    /// Where inputs are sampled: pairs of state and inputs that are tried after the search by
    /// breadth, near others that led to something rare.
    package var huntsMax = 40_000
    /// States that are kept while doing so.
    package var huntedStatesMax = 4_000
    /// Demands of the walk that takes branches which breadth has not taken.
    package var walkMax = 2_000
    /// Outcomes of one operation for one state and inputs.
    package var outcomesMax = 4_096
    /// Evaluations of one operation that may stay undecided; after them it is left out.
    package var undecidedMax = 8

    package init() {}

    /// As many states and samples as somebody asks for, and in proportion what looking at more
    /// states than usual takes. Memory stays bounded by `valuesMax`.
    package mutating func look(atStates states: Int, samples: Int) {
        samplesMax = samples
        sampledCasesMax = max(sampledCasesMax, samples)
        if states > statesMax {
            casesMax = Self.scaled(casesMax, states, statesMax)
            sampledCasesMax = Self.scaled(sampledCasesMax, states, statesMax)
            stepsMax = Self.scaled(stepsMax, states, statesMax)
        }
        casesMax = max(casesMax, sampledCasesMax)
        statesMax = states
    }

    /// As many steps for one question as somebody asks for, and in proportion outcomes of one
    /// operation and steps of all together.
    package mutating func ask(_ steps: Int, insteadOf usual: Int = MachineLimits().stepsMax) {
        guard steps > usual else { return }
        outcomesMax = Self.scaled(outcomesMax, steps, usual)
        stepsMax = Self.scaled(stepsMax, steps, usual)
    }

    private static func scaled(_ number: Int, _ by: Int, _ from: Int) -> Int {
        let (product, overflows) = number.multipliedReportingOverflow(by: by)
        return overflows ? .max : product / max(1, from)
    }
}
