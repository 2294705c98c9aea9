import Machines
import Voting

/// Holds the restrictive answer against one operation of a machine, in every reachable state and
/// for every input that is admitted there, or for a sample of them.
///
/// Variables that answers tell of are not asked about: they say what state a replica is in, and
/// the restrictive answer is nobody's.
package struct RestrictiveCheck {
    /// One case in which the restrictive answer is not allowed.
    package struct Violation {
        package var trace: MachineTrace
        /// One an input.
        package var inputs: [Value]
        package var rejection: Rejection
    }

    package let machine: BoundMachine
    package let operation: BoundOperation
    /// Pairs of state and inputs that were looked at, and those of them in which it is allowed.
    package private(set) var cases = 0
    package private(set) var allowed = 0
    package private(set) var undecided = 0
    /// The first ones.
    package private(set) var violation: Violation?
    package private(set) var doubt: Rejection?
    package private(set) var extent = ExplorationExtent()
    /// Why the restrictive answer cannot be asked about at all; nil when it can.
    package private(set) var flaw: String?

    package var violations: Int { cases - allowed - undecided }

    /// - Parameters:
    ///   - machine: bound by `plan`.
    ///   - operation: of this machine.
    ///   - restrictive: the answer.
    ///   - answer: what answers consist of.
    package init(
        _ machine: BoundMachine, _ operation: BoundOperation, plan: SpecificationPlan,
        restrictive: [UInt8], answer: AnswerSchema, budget: ExplorationBudget, seed: UInt64
    ) {
        self.machine = machine
        self.operation = operation
        let judge = OperationJudge(machine.compiled, operation: operation.index, observed: [])
        if let flaw = Self.setOutputs(of: judge, operation, restrictive, answer) {
            self.flaw = flaw
            return
        }
        let bound = [machine.operation] + (machine.unreadable.map { [$0] } ?? [])
        // Whichever is asked about: demands lead from state to state.
        let restrictions = (bound + [operation]).map {
            let own = InputRestrictions(
                $0, of: machine.machine, demand: plan.demand, answer: answer)
            return ($0.index, own.predicates)
        }
        let explorer = Explorer(
            machine.compiled, operations: bound.map(\.index),
            restrictions: Dictionary(restrictions) { $1 }, budget: budget, seed: seed)
        extent = explorer.forEachAdmitted(operation: operation.index) {
            look(at: $0, judge)
            return true
        }
    }

    private mutating func look(at admitted: AdmittedCase, _ judge: OperationJudge) {
        for (index, value) in admitted.inputs.enumerated() { judge.setInput(index, value) }
        let before = [admitted.state]
        var states = before
        let judgement = judge.judge(&states)
        // Admission has asked about PRE; what it does not hold in is not looked at.
        if judgement == .outsideContract { return }
        cases += 1
        switch judgement {
        case .accepted, .outsideContract: allowed += 1
        case .undecided:
            undecided += 1
            if doubt == nil { doubt = judge.rejection(from: before) }
        case .rejected:
            if let stop = unasked(admitted) {
                undecided += 1
                doubt = doubt ?? stop
                return
            }
            guard violation == nil else { return }
            violation = Violation(
                trace: admitted.trace, inputs: admitted.inputs,
                rejection: judge.rejection(from: before))
        }
    }

    /// The case may be one that nobody may ask for: what fails there is no violation yet.
    private func unasked(_ admitted: AdmittedCase) -> Rejection? {
        let tree = machine.machine
        if tree.operations.allSatisfy(\.unasked.isEmpty) { return nil }
        let steps = admitted.trace.steps.map(\.operation) + [operation.index]
        guard let stop = tree.doubt(about: steps) else { return nil }
        return Rejection(
            clause: "PRE", text: stop.span.text(in: tree.sources),
            place: stop.span.place(in: tree.sources), values: ["cannot be asked here"])
    }

    private static func setOutputs(
        of judge: OperationJudge, _ operation: BoundOperation, _ restrictive: [UInt8],
        _ answer: AnswerSchema
    ) -> String? {
        var values = AnswerValues(answer)
        if let malformation = restrictive.withUnsafeBytes({ values.load($0) }) {
            return malformation.text(schema: answer)
        }
        for (index, source) in operation.outputs.enumerated() {
            guard let value = values.value(source) else {
                return "field '\(answer.fields[source.fields.lowerBound].name)' is not UTF-8"
            }
            judge.setOutput(index, value)
        }
        return nil
    }
}
