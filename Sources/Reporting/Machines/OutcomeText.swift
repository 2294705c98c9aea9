import Machines

/// What came of trying an operation.
package enum OperationResult {
    case possible([Outcome])
    /// The conjunct of PRE that is false: the machine promises nothing.
    case outsideContract(Predicate)
    /// These are possible; whether others are is not known, or one way has no value.
    case stopped(EvaluationStop, found: [Outcome])
}

/// The possible outcomes of one operation, numbered, for people and scripts.
package struct OutcomeText {
    private let result: OperationResult
    private let operation: Int
    private let inputs: [Value]
    private let before: MachineState
    private let words: MachineWording

    package init(
        _ result: OperationResult, of operation: Int, inputs: [Value], before: MachineState,
        in machine: CompiledMachine
    ) {
        self.result = result
        self.operation = operation
        self.inputs = inputs
        self.before = before
        words = MachineWording(machine)
    }

    /// Lines, each ended.
    package var text: String {
        let variables = words.compiled.machine.variables
        let place = variables.isEmpty ? "" : " where \(words.state(before))"
        let head = words.call(operation, inputs) + place
        return ([head] + lines).map { $0 + "\n" }.joined()
    }

    /// Without what was tried.
    package var lines: [String] {
        switch result {
        case .outsideContract(let conjunct):
            return [
                "  outside of the contract: '\(words.source(conjunct.span))' of PRE is false ("
                    + words.place(conjunct.span) + ")"
            ]
        case .stopped(let stop, let found):
            let isUndefined = if case .undefined = stop.reason { true } else { false }
            let word = isUndefined ? "undefined" : "undecided"
            return numbered(found) + [
                (found.isEmpty ? "  " : "  there may be more; ") + "\(word): \(words.stop(stop))"
            ]
        case .possible(let outcomes):
            if outcomes.isEmpty { return ["  not enabled: there is no outcome"] }
            return numbered(outcomes)
        }
    }

    private func numbered(_ outcomes: [Outcome]) -> [String] {
        outcomes.enumerated().map { index, outcome in "  \(index + 1)  \(line(outcome))" }
    }

    private var outcomes: [Outcome] {
        switch result {
        case .possible(let outcomes), .stopped(_, let outcomes): outcomes
        case .outsideContract: []
        }
    }

    private func line(_ outcome: Outcome) -> String {
        let outputs = words.outputs(operation, outcome.outputs)
        let change = words.change(before, outcome.after)
        let parts = [outputs, change].filter { !$0.isEmpty }
        return (parts.isEmpty ? "nothing changes" : parts.joined(separator: "; "))
            + (words.invariantFlaw(outcome.after).map { "  \($0)" } ?? "")
    }

    /// Some outcome does not keep the invariant.
    package var breaksInvariant: Bool {
        outcomes.contains { words.invariantFlaw($0.after) != nil }
    }

    /// One object, ended by a newline.
    package func json(file: String) throws -> String {
        var record = OutcomeRecord(
            file: file, machine: words.compiled.machine.name,
            operation: words.operation(operation), inputs: words.record(operation, inputs),
            state: words.record(before))
        record.outcomes = outcomes.map { outcome in
            OutcomeRecord.Outcome(
                outputs: words.record(outputs: outcome.outputs, of: operation),
                state: words.record(outcome.after), flaw: words.invariantFlaw(outcome.after))
        }
        switch result {
        case .possible: record.result = "possible"
        case .outsideContract(let conjunct):
            record.result = "outside"
            record.reason = words.source(conjunct.span)
            record.place = words.place(conjunct.span)
        case .stopped(let stop, _):
            if case .undefined = stop.reason {
                record.result = "undefined"
            } else {
                record.result = "undecided"
            }
            record.reason = words.stop(stop)
            record.place = words.place(stop.span)
        }
        return try MachineJSON.text(record)
    }
}

private struct OutcomeRecord: Encodable {
    struct Outcome: Encodable {
        var outputs: [String: String]
        var state: [String: String]
        /// How the state breaks the invariant; missing when it keeps it.
        var flaw: String?
    }

    let schemaVersion = 1
    var file: String
    var machine: String
    var operation: String
    var inputs: [String: String]
    var state: [String: String]
    var result = ""
    var outcomes: [Outcome] = []
    var reason: String?
    var place: String?
}
