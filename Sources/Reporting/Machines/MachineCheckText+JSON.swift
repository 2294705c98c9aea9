import Machines

private struct CheckRecord: Encodable {
    struct Check: Encodable {
        var subject: String
        var operation: String?
        /// Of a machine that is only seen; missing otherwise.
        var isElsewhere: Bool?
        /// The conjunct, assertion or condition that it is about, and where it stands.
        var formula: String?
        var place: String?
        var verdict: String
        var isExhaustive: Bool?
        var count: Int?
        /// What is undecided or has no value.
        var reason: String?
        var trace: Trace?
    }

    struct Trace: Encodable {
        var initial: [String: String]
        var steps: [Step]
    }

    struct Step: Encodable {
        var operation: String
        /// Of a machine that is only seen; missing otherwise.
        var isElsewhere: Bool?
        var inputs: [String: String]
        /// Both missing of the last one, when it has no outcome.
        var outputs: [String: String]?
        var state: [String: String]?
    }

    let schemaVersion = 1
    var file: String
    var machine: String
    var seed: UInt64
    var verdict: String
    var isExhaustive: Bool
    var states: Int
    var cases: Int
    var shortfalls: [String]
    var checks: [Check]
    var notes: [String]
}

extension MachineCheckText {
    /// One object, ended by a newline.
    package func json(file: String, seed: UInt64) throws -> String {
        try MachineJSON.text(record(file: file, seed: seed))
    }

    /// The same, as part of another object.
    package func record(file: String, seed: UInt64) -> some Encodable {
        CheckRecord(
            file: file, machine: words.compiled.machine.name, seed: seed,
            verdict: report.hasFailed ? "fails" : report.isUndecided ? "undecided" : "holds",
            isExhaustive: report.extent.isExhaustive, states: report.extent.states,
            cases: report.extent.cases,
            shortfalls: report.extent.shortfalls.map(words.shortfall),
            checks: report.checks.map(record), notes: report.notes.map(words.note))
    }

    private func record(_ check: MachineCheck) -> CheckRecord.Check {
        let (subject, operation, span) = parts(check.subject)
        var record = CheckRecord.Check(
            subject: subject, operation: operation.map(words.name(of:)),
            isElsewhere: operation.flatMap(isElsewhere),
            formula: span.map(words.source), place: span.map(words.place), verdict: "")
        switch check.verdict {
        case .holds(let scope):
            record.verdict = "holds"
            record.isExhaustive = scope.isExhaustive
            record.count = scope.count
        case .undecided(let stop):
            record.verdict = "undecided"
            record.reason = words.stop(stop)
        case .fails(let example):
            record.verdict = "fails"
            record.reason = example.stop.map(words.stop)
            record.trace = trace(example)
        }
        return record
    }

    private func isElsewhere(_ operation: Int) -> Bool? {
        words.machine.operations[operation].elsewhere == nil ? nil : true
    }

    private func parts(_ subject: MachineCheck.Subject) -> (String, Int?, SourceSpan?) {
        let machine = words.compiled.machine
        switch subject {
        case .initialisation: return ("initialisation", nil, machine.initialisation?.span)
        case .establishment(let conjunct):
            return ("establishment", nil, machine.invariant[conjunct].span)
        case .preservation(let operation, let conjunct):
            return ("preservation", operation, machine.invariant[conjunct].span)
        case .admission(let operation): return ("admission", operation, nil)
        case .definedness(let operation): return ("definedness", operation, nil)
        case .feasibility(let operation): return ("feasibility", operation, nil)
        case .invariant: return ("invariant", nil, nil)
        case .assertion(let index): return ("assertion", nil, machine.assertions[index].span)
        case .assert(let operation, let span): return ("assert", operation, span)
        }
    }

    private func trace(_ example: MachineCheck.Counterexample) -> CheckRecord.Trace {
        var steps = example.trace.steps.map { step in
            CheckRecord.Step(
                operation: words.name(of: step.operation),
                isElsewhere: isElsewhere(step.operation),
                inputs: words.record(step.operation, step.inputs),
                outputs: words.record(outputs: step.outputs, of: step.operation),
                state: words.record(step.after))
        }
        if let call = example.call {
            steps.append(
                CheckRecord.Step(
                    operation: words.name(of: call.operation),
                    isElsewhere: isElsewhere(call.operation),
                    inputs: words.record(call.operation, call.inputs ?? [])))
        }
        return CheckRecord.Trace(initial: words.record(example.trace.initial), steps: steps)
    }
}
