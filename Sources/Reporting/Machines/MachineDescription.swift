import Machines

/// What a machine is, for people: names, types, values, operations.
package struct MachineDescription {
    let words: MachineWording
    let profiles: [Int: OperationProfile]
    let extent: ExplorationExtent

    package init(
        _ machine: CompiledMachine, profiles: [OperationProfile], extent: ExplorationExtent
    ) {
        words = MachineWording(machine)
        self.profiles = Dictionary(
            profiles.map { ($0.operation, $0) }, uniquingKeysWith: { first, _ in first })
        self.extent = extent
    }

    var machine: CheckedMachine { words.machine }

    /// Lines, each ended.
    package var text: String {
        var lines = ["\(machine.kind.rawValue) \(machine.name)"]
        lines += section("SETS", machine.sets.map(set))
        lines += section("CONSTANTS", constants)
        lines += section("VARIABLES", machine.variables.map(declaration))
        lines += section("INVARIANT", machine.invariant.map { words.source($0.span) })
        lines += section("ASSERTIONS", machine.assertions.map { words.source($0.span) })
        lines += section("OPERATIONS", own.flatMap(operation))
        lines.append("looked at     " + words.extent(extent))
        return lines.map { $0 + "\n" }.joined()
    }

    var own: [Int] { machine.operations.indices.filter { machine.operations[$0].isOffered } }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [title] + lines.map { "  " + $0 }
    }

    private func set(_ set: CheckedMachine.GivenSet) -> String {
        let shown = set.elements.prefix(32).joined(separator: ", ")
        let more = set.elements.count > 32 ? ", … (\(set.elements.count))" : ""
        let size = set.assumption == nil ? "" : ", size assumed"
        return "\(set.name) = {\(shown)\(more)}" + (set.isDeferred ? "  (deferred\(size))" : "")
    }

    private var constants: [String] {
        zip(machine.constants, words.compiled.constants).map { slot, value in
            "\(declaration(slot)) = \(words.value(value))"
        } + (words.compiled.hasOtherValues ? ["(PROPERTIES allow others, too)"] : [])
    }

    private func declaration(_ slot: Int) -> String {
        "\(words.name(slot)) : \(words.type(machine.symbols[slot].type))"
    }

    private func operation(_ index: Int) -> [String] {
        let operation = machine.operations[index]
        let outputs = operation.outputs.map(declaration).joined(separator: ", ")
        let inputs = operation.inputs.map(declaration).joined(separator: ", ")
        let head =
            (outputs.isEmpty ? "" : "\(outputs) <-- ") + operation.name
            + (inputs.isEmpty ? "" : "(\(inputs))")
        return [head]
            + operation.preconditions.map { "    PRE  \(words.source($0.span))" }
            + operation.unasked.map { "    PRE  \(words.source($0))  (cannot be asked here)" }
            + (profiles[index].map { ["    \(outcomes($0))"] } ?? [])
    }

    private func outcomes(_ profile: OperationProfile) -> String {
        if profile.isDeterministicByForm { return "deterministic by its form" }
        let known = profile.cases - profile.unknown
        let unknown = profile.unknown > 0 ? ", \(profile.unknown) undecided or undefined" : ""
        let seen = MachineWording.count(known, "case") + unknown
        guard known > 0 else { return "no outcome is known (\(seen))" }
        guard profile.outcomesMax > 1, let example = profile.example else {
            return "looks deterministic (\(seen))"
        }
        let place =
            machine.variables.isEmpty ? "" : " where \(words.state(example.state))"
        return "nondeterministic: \(profile.outcomesMax) outcomes of "
            + words.call(profile.operation, example.inputs) + place + " (\(seen))"
    }
}
