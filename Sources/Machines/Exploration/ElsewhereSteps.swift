/// Where the operations that others call lead in one step, remembered by state.
final class ElsewhereSteps {
    private let machine: CompiledMachine
    private let sources: [InputSource]
    private let outcomesMax: Int
    private var known: [MachineState: (after: [MachineState], isWhole: Bool)] = [:]

    /// Of one operation in one state.
    private static let inputsMax = 256
    private static let knownMax = 4_096

    init(_ explorer: Explorer, _ operations: [Int]) {
        machine = explorer.machine
        sources = operations.map { explorer.source(of: $0) }
        outcomesMax = explorer.budget.outcomesMax
    }

    var isEmpty: Bool { sources.isEmpty }

    /// - Returns: other states, and whether these are all.
    func after(_ state: MachineState) -> (after: [MachineState], isWhole: Bool) {
        if let known = known[state] { return known }
        var found: Set<MachineState> = [state]
        var list: [MachineState] = []
        var isWhole = true
        for source in sources {
            let inputs = source.inputs(in: state, max: Self.inputsMax)
            if !inputs.isComplete { isWhole = false }
            for values in inputs.list {
                do throws(EvaluationStop) {
                    let outcomes = try machine.outcomes(
                        of: source.admission.operation, from: state, inputs: values,
                        max: outcomesMax)
                    list += outcomes.map(\.after).filter { found.insert($0).inserted }
                } catch {
                    isWhole = false
                }
            }
        }
        if known.count < Self.knownMax { known[state] = (list, isWhole) }
        return (list, isWhole)
    }
}
