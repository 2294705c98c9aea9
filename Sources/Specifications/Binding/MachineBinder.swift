import Machines
import Voting

/// Connects one machine with the fields of demands and answers, collecting all that does not fit.
struct MachineBinder {
    private let role: MachineRole
    private let binding: MachineBinding
    private let machine: CheckedMachine
    private let plan: SpecificationPlan
    private let answer: AnswerSchema
    private let fit: FieldFit
    private(set) var flaws: [SpecificationError.Flaw] = []
    /// Nil when there are flaws.
    private(set) var operation: BoundOperation?
    private(set) var unreadable: BoundOperation?

    init(
        _ role: MachineRole, _ binding: MachineBinding, _ machine: CheckedMachine,
        plan: SpecificationPlan, answer: AnswerSchema
    ) {
        self.role = role
        self.binding = binding
        self.machine = machine
        self.plan = plan
        self.answer = answer
        fit = FieldFit(machine: machine)
        let index = find(binding.operation, key: "operation")
        let other = binding.unreadable.flatMap { find($0, key: "unreadable") }
        checkNames([index, other].compactMap { $0 })
        guard flaws.isEmpty, let index else { return }
        let observed = observedVariables()
        operation = bind(index, observed)
        if let other, machine.operations[other].inputs.isEmpty {
            unreadable = bind(other, observed)
        } else if other != nil {
            report(["unreadable"], "operation '\(binding.unreadable ?? "")' has inputs")
        }
    }

    private mutating func report(_ keys: [String], _ message: String, hint: String? = nil) {
        flaws.append(
            SpecificationError.Flaw(keys: [role.rawValue] + keys, message: message, hint: hint))
    }

    private func name(_ slot: Int) -> String { machine.symbols[slot].name }

    private static func hint(_ name: String, among names: [String], known: String) -> String? {
        if let near = NearestName.of(name, among: names) { return "did you mean '\(near)'?" }
        return names.isEmpty ? nil : "\(known): \(names.prefix(16).joined(separator: ", "))"
    }

    private mutating func find(_ name: String, key: String) -> Int? {
        let named = machine.operations.indices.filter { machine.operations[$0].name == name }
        if let index = named.first(where: { machine.operations[$0].isOffered }) { return index }
        if !named.isEmpty {
            report(
                [key], "operation '\(name.prefix(40))' is none that machine \(machine.name) offers",
                hint: "an operation of its own, or of what it includes with PROMOTES or EXTENDS")
            return nil
        }
        let offered = machine.operations.filter(\.isOffered).map(\.name)
        report(
            [key], "machine \(machine.name) has no operation '\(name.prefix(40))'",
            hint: Self.hint(name, among: offered, known: "operations"))
        return nil
    }

    /// Names on the left of mappings that the machine does not have.
    private mutating func checkNames(_ operations: [Int]) {
        guard !operations.isEmpty else { return }
        let known = operations.map { machine.operations[$0] }
        let tables = [
            ("inputs", binding.inputs, known.flatMap(\.inputs), "inputs"),
            ("outputs", binding.outputs, known.flatMap(\.outputs), "outputs"),
            ("state", binding.state, machine.variables, "variables"),
        ]
        for (key, table, slots, words) in tables {
            let names = slots.map(name)
            for unknown in table.keys.sorted() where !names.contains(unknown) {
                let place =
                    key == "state"
                    ? "machine \(machine.name)" : "operation '\(binding.operation)'"
                report(
                    [key, unknown], "\(place) has no such \(words.dropLast())",
                    hint: Self.hint(unknown, among: names, known: words))
            }
        }
    }

    private mutating func bind(
        _ index: Int, _ observed: [ObservedVariable]
    ) -> BoundOperation? {
        let operation = machine.operations[index]
        let inputs = operation.inputs.map { input(machine.symbols[$0], of: operation.name) }
        let outputs = operation.outputs.map { output(machine.symbols[$0], of: operation.name) }
        guard flaws.isEmpty else { return nil }
        return BoundOperation(
            index: index, inputs: inputs.compactMap { $0 }, outputs: outputs.compactMap { $0 },
            observed: observed)
    }

    private mutating func input(
        _ symbol: CheckedMachine.Symbol, of operation: String
    ) -> InputSource? {
        let keys = ["inputs", symbol.name]
        let name = binding.inputs[symbol.name] ?? symbol.name
        if name.hasPrefix(MachineBinding.previousPrefix) {
            guard plan.hasFeedback else {
                report(keys, "'\(name)' is not known without feedback", hint: "feedback: true")
                return nil
            }
            let field = String(name.dropFirst(MachineBinding.previousPrefix.count))
            return answerSource(field, keys, symbol.type).map { .previous($0) }
        }
        guard let index = plan.demand.index(of: name) else {
            let names = plan.demand.fields.map(\.name)
            let what =
                binding.inputs[symbol.name] == nil
                ? "no field of the demand is called as input '\(name)' of '\(operation)'"
                : "the demand has no field '\(name.prefix(40))'"
            report(keys, what, hint: Self.hint(name, among: names, known: "fields"))
            return nil
        }
        return form(fit.demand(plan.demand.fields[index], as: symbol.type), keys).map {
            .demand(index, $0)
        }
    }

    private mutating func output(
        _ symbol: CheckedMachine.Symbol, of operation: String
    ) -> AnswerSource? {
        let keys = ["outputs", symbol.name]
        guard let name = binding.outputs[symbol.name] else {
            guard known(symbol.name) != nil else {
                report(
                    keys,
                    "no field of the answer is called as output '\(symbol.name)' of '\(operation)'",
                    hint: Self.hint(symbol.name, among: answerNames, known: "fields"))
                return nil
            }
            return answerSource(symbol.name, keys, symbol.type)
        }
        return answerSource(name, keys, symbol.type)
    }

    private mutating func observedVariables() -> [ObservedVariable] {
        var observed: [ObservedVariable] = []
        for (index, slot) in machine.variables.enumerated() {
            guard let field = binding.state[name(slot)] else { continue }
            let keys = ["state", name(slot)]
            if let source = answerSource(field, keys, machine.symbols[slot].type) {
                observed.append(ObservedVariable(variable: index, source: source))
            }
        }
        return observed
    }
}

/// Fields of the answer.
extension MachineBinder {
    private var answerNames: [String] { answer.fields.map(\.name) }

    private func known(_ name: String) -> Range<Int>? { answer.range(of: name) }

    private mutating func answerSource(
        _ name: String, _ keys: [String], _ type: MachineType
    ) -> AnswerSource? {
        guard let fields = known(name) else {
            report(
                keys, "the answer has no field '\(name.prefix(40))'",
                hint: Self.hint(name, among: answerNames, known: "fields"))
            return nil
        }
        let isWhole = fields.count == 1 && answer.fields[fields.lowerBound].name == name
        let outcome =
            isWhole
            ? fit.answer(answer.fields[fields.lowerBound], as: type) : fit.bits(name, as: type)
        return form(outcome, keys).map { AnswerSource(fields: fields, form: $0) }
    }

    private mutating func form(_ outcome: FieldFit.Outcome, _ keys: [String]) -> ValueForm? {
        switch outcome {
        case .form(let form): return form
        case .misfit(let message, let hint):
            report(keys, message, hint: hint)
            return nil
        }
    }
}

extension AnswerSchema {
    /// The field of this name, or the fields `NAME.0`, `NAME.1`, … that are its bits.
    package func range(of name: String) -> Range<Int>? {
        if let index = fields.firstIndex(where: { $0.name == name }) { return index..<index + 1 }
        guard let first = fields.firstIndex(where: { $0.name == name + ".0" }),
            case .bits(width: 1) = fields[first].type
        else { return nil }
        var end = first + 1
        while end < fields.count, fields[end].isJoined,
            fields[end].name == "\(name).\(end - first)"
        {
            end += 1
        }
        return first..<end
    }
}
