import Machines
import Reporting
import Voting

/// What people say of operations, inputs and states.
extension MachineFile {
    func operation(_ name: String) throws(ThriceError) -> Int {
        let own = operations
        if let index = own.first(where: { machine.operations[$0].name == name }) { return index }
        let names = own.map { machine.operations[$0].name }
        let near = NearestName.of(name, among: names)
        throw ThriceError(
            .usage,
            "cannot find operation '\(Self.shown(name))': machine \(machine.name) has none of "
                + "this name",
            hint: near.map { "did you mean '\($0)'?" }
                ?? (names.isEmpty
                    ? "it has no operations"
                    : "operations: \(names.prefix(16).joined(separator: ", "))"))
    }

    /// One value an input, from `speed = 12, mode = ON` or `12, ON`.
    func inputs(
        _ text: String, of operation: Int, in state: MachineState
    ) throws(ThriceError) -> [Value] {
        let slots = machine.operations[operation].inputs
        let what = "inputs of '\(words.operation(operation))'"
        let given = try values(text, slots, what, in: state)
        let missing = slots.filter { given[$0] == nil }
        guard missing.isEmpty else {
            let names = missing.map { "'\(machine.symbols[$0].name)'" }.joined(separator: ", ")
            throw ThriceError(
                .usage, "cannot use the \(what): nothing is said of \(names)",
                hint: "--inputs '\(example(slots))'")
        }
        return slots.compactMap { given[$0] }
    }

    /// The state that is said, with what is not said from the only initial state.
    func state(_ text: String?) throws(ThriceError) -> MachineState {
        let initial = try initialStates()
        guard let text else {
            guard initial.count == 1 else {
                throw ThriceError(
                    .usage, "cannot choose a state: INITIALISATION allows \(initial.count)",
                    hint: "--state '\(words.state(initial[0]))'")
            }
            return initial[0]
        }
        let given = try values(text, machine.variables, "--state", in: nil)
        var values: [Value] = []
        for (index, slot) in machine.variables.enumerated() {
            let others = Set(initial.map { $0.values[index] })
            guard let value = given[slot] ?? (others.count == 1 ? others.first : nil) else {
                let name = machine.symbols[slot].name
                throw ThriceError(
                    .usage,
                    "cannot use '--state': nothing is said of '\(name)', which INITIALISATION "
                        + "leaves open", hint: "--state '\(words.state(initial[0]))'")
            }
            values.append(value)
        }
        let state = MachineState(values: values)
        try checkInvariant(state)
        return state
    }

    func initialStates() throws(ThriceError) -> [MachineState] {
        do throws(EvaluationStop) {
            let states = try compiled.initialStates()
            if !states.isEmpty { return states }
        } catch {
            throw ThriceError(.badData, "cannot initialise \(machine.name): \(words.stop(error))")
        }
        throw ThriceError(
            .badData, "cannot initialise \(machine.name): INITIALISATION allows no state")
    }

    private func checkInvariant(_ state: MachineState) throws(ThriceError) {
        guard let flaw = words.invariantFlaw(state) else { return }
        throw ThriceError(
            .usage, "cannot use the state '\(words.state(state))': it \(flaw)")
    }

    private func values(
        _ text: String, _ slots: [Int], _ what: String, in state: MachineState?
    ) throws(ThriceError) -> [Int: Value] {
        let items = ArgumentText(text).items
        guard items.count <= slots.count else {
            throw ThriceError(
                .usage,
                "cannot use the \(what): \(items.count) values are given, there are "
                    + "\(slots.count)",
                hint: slots.isEmpty ? nil : example(slots))
        }
        let reader = ValueReader(compiled, state: state)
        var values: [Int: Value] = [:]
        for (index, item) in items.enumerated() {
            var slot = slots[index]
            if let name = item.name { slot = try self.slot(name, among: slots, what) }
            let symbol = machine.symbols[slot]
            guard values[slot] == nil else {
                throw ThriceError(
                    .usage, "cannot use the \(what): '\(symbol.name)' is said twice")
            }
            do throws(ValueReader.Failure) {
                values[slot] = try reader.value(item.value, as: symbol.type)
            } catch {
                throw ThriceError(
                    .usage,
                    "cannot read '\(Self.shown(item.value))' for '\(symbol.name)', which is of "
                        + "type \(words.type(symbol.type)): \(error.cause)", hint: error.hint)
            }
        }
        return values
    }

    /// What somebody typed, harmless and short.
    static func shown(_ text: some StringProtocol) -> String {
        EscapedBytes.text(Array(text.utf8), columns: 60)
    }

    private func slot(
        _ name: String, among slots: [Int], _ what: String
    ) throws(ThriceError) -> Int {
        if let slot = slots.first(where: { machine.symbols[$0].name == name }) { return slot }
        let names = slots.map { machine.symbols[$0].name }
        let near = NearestName.of(name, among: names)
        throw ThriceError(
            .usage, "cannot use the \(what): there is no '\(Self.shown(name))'",
            hint: near.map { "did you mean '\($0)'?" }
                ?? (names.isEmpty ? "there are none" : example(slots)))
    }

    /// `speed = INTEGER, mode = MODE`, types in the place of values.
    private func example(_ slots: [Int]) -> String {
        slots.map {
            let symbol = machine.symbols[$0]
            return "\(symbol.name) = \(words.type(symbol.type))"
        }.joined(separator: ", ")
    }
}
