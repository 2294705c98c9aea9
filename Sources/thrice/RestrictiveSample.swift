import Ensembles
import Machines
import Reporting
import Specifications

/// Whether the restrictive answer is one that `safety` may forbid, by a look that a run can afford:
/// it asks about a few cases, and shows nothing where it finds nothing. `thrice check` looks at
/// many more.
struct RestrictiveSample {
    /// One a violation found, at most one an operation.
    let warnings: [String]

    /// - Complexity: some ten milliseconds at most, by the budget and the limits below.
    init(_ ensemble: Ensemble) {
        guard var plan = ensemble.specification, plan.safety != nil else {
            warnings = []
            return
        }
        plan.function = nil
        // Whoever cannot be bound with so few steps is asked about nothing.
        guard let machine = try? plan.bind(answer: ensemble.vote.schema, limits: Self.limits).first
        else {
            warnings = []
            return
        }
        let operations = [machine.operation] + (machine.unreadable.map { [$0] } ?? [])
        warnings = operations.compactMap { operation in
            let check = RestrictiveCheck(
                machine, operation, plan: plan, restrictive: ensemble.vote.restrictive,
                answer: ensemble.vote.schema, budget: Self.budget, seed: 1)
            return check.violation.map {
                Self.warning($0, operation.index, machine, ensemble)
            }
        }
    }

    static var limits: MachineLimits {
        var limits = MachineLimits()
        limits.stepsMax = 20_000
        limits.statesMax = 64
        return limits
    }

    static var budget: ExplorationBudget {
        var budget = ExplorationBudget()
        budget.statesMax = 8
        budget.casesMax = 100
        budget.inputsMax = 50
        budget.samplesMax = 50
        budget.stepsMax = 60_000
        budget.huntsMax = 0
        budget.huntedStatesMax = 0
        budget.walkMax = 0
        budget.outcomesMax = 64
        budget.undecidedMax = 1
        return budget
    }

    private static func warning(
        _ violation: RestrictiveCheck.Violation, _ operation: Int, _ machine: BoundMachine,
        _ ensemble: Ensemble
    ) -> String {
        let words = MachineWording(machine.compiled)
        let answer = String(decoding: ensemble.vote.restrictive, as: UTF8.self)
        let steps = violation.trace.steps.count
        let way = steps == 0 ? "" : " after \(steps) operation\(steps == 1 ? "" : "s")"
        return "the restrictive answer '\(answer)' is one that \(machine.file) (safety) does not "
            + "allow: \(words.call(operation, violation.inputs))\(way) "
            + "(hint: thrice check \(ensemble.folder))"
    }
}
