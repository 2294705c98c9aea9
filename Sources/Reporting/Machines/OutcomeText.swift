import Machines

/// The possible outcomes of one operation, numbered.
package struct OutcomeText {
    package let lines: [String]

    package init(
        _ outcomes: [Outcome], of operation: Int, before: MachineState, in machine: CompiledMachine
    ) {
        let words = MachineWords(machine)
        lines = outcomes.enumerated().map { index, outcome in
            let outputs = words.outputs(operation, outcome.outputs)
            let change = words.change(before, outcome.after)
            let parts = [outputs, change].filter { !$0.isEmpty }
            return "  \(index + 1)  "
                + (parts.isEmpty ? "nothing changes" : parts.joined(separator: ": "))
        }
    }
}
