import Machines

private struct MachineRecord: Encodable {
    struct GivenSet: Encodable {
        var name: String
        var elements: [String]
        var isDeferred: Bool
        var isSizeAssumed: Bool
    }

    struct Symbol: Encodable {
        var name: String
        var type: String
        /// Of constants only.
        var value: String?
    }

    struct Operation: Encodable {
        var name: String
        var inputs: [Symbol]
        var outputs: [Symbol]
        var preconditions: [String]
        /// Of the refined operation, about variables that this machine does not keep.
        var unasked: [String]
        var place: String
        /// By its form, whatever the state and inputs.
        var isDeterministicByForm: Bool?
        /// Most outcomes that one of `cases` had.
        var outcomesMax: Int?
        var cases: Int?
    }

    let schemaVersion = 1
    var file: String
    var machine: String
    var kind: String
    var sets: [GivenSet]
    var constants: [Symbol]
    var hasOtherConstants: Bool
    var variables: [Symbol]
    var invariant: [String]
    var assertions: [String]
    var operations: [Operation]
    var isExhaustive: Bool
    var states: Int
    var cases: Int
}

extension MachineDescription {
    /// One object, ended by a newline.
    package func json(file: String) throws -> String {
        try MachineJSON.text(
            MachineRecord(
                file: file, machine: machine.name, kind: machine.kind.rawValue,
                sets: machine.sets.map {
                    MachineRecord.GivenSet(
                        name: $0.name, elements: $0.elements, isDeferred: $0.isDeferred,
                        isSizeAssumed: $0.assumption != nil)
                },
                constants: zip(machine.constants, words.compiled.constants).map { slot, value in
                    var record = symbol(slot)
                    record.value = words.compiled.text(value, bytesMax: MachineJSON.valueBytesMax)
                    return record
                },
                hasOtherConstants: words.compiled.hasOtherConstants,
                variables: machine.variables.map(symbol),
                invariant: machine.invariant.map { words.source($0.span) },
                assertions: machine.assertions.map { words.source($0.span) },
                operations: own.map(record), isExhaustive: extent.isExhaustive,
                states: extent.states, cases: extent.cases))
    }

    private func symbol(_ slot: Int) -> MachineRecord.Symbol {
        let symbol = machine.symbols[slot]
        return MachineRecord.Symbol(name: symbol.name, type: words.type(symbol.type))
    }

    private func record(_ index: Int) -> MachineRecord.Operation {
        let operation = machine.operations[index]
        return MachineRecord.Operation(
            name: operation.name, inputs: operation.inputs.map(symbol),
            outputs: operation.outputs.map(symbol),
            preconditions: operation.preconditions.map { words.source($0.span) },
            unasked: operation.unasked.map(words.source),
            place: words.place(operation.span),
            isDeterministicByForm: profiles[index]?.isDeterministicByForm,
            outcomesMax: profiles[index]?.outcomesMax, cases: profiles[index]?.cases)
    }
}
