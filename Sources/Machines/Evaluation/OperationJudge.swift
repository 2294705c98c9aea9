/// The acceptance predicate of one operation over (input, state before, output, state after), and
/// then the invariant. Allocates nothing per demand where all types are scalar.
///
/// Use: set inputs, ask `admits`; set outputs and observed variables, ask `judge`.
package final class OperationJudge {
    package let machine: CompiledMachine
    package let operation: Int

    /// - Parameter observed: indices of variables (in `CheckedMachine.variables`) whose value
    ///   after the operation is known of every answer.
    package init(_ machine: CompiledMachine, operation: Int, observed: [Int]) {
        self.machine = machine
        self.operation = operation
    }

    /// Sets input `index`, counted among the operation's inputs.
    package func setInput(_ index: Int, _ value: Value) { preconditionFailure("not written yet") }
    package func setOutput(_ index: Int, _ value: Value) { preconditionFailure("not written yet") }
    /// Sets what variable `observed[index]` is after the operation.
    package func setObserved(_ index: Int, _ value: Value) {
        preconditionFailure("not written yet")
    }

    /// Whether the inputs satisfy every conjunct of PRE that reads no variable. What cannot be
    /// decided, or is undefined, is not admitted.
    package func admits() -> Bool { preconditionFailure("not written yet") }

    /// Narrows the states to those after the operation that the outputs allow.
    ///
    /// States in which PRE is false promise nothing and are dropped. After anything but
    /// `.accepted` the states are left as they were.
    package func judge(_ states: inout [MachineState]) -> Judgement {
        preconditionFailure("not written yet")
    }

    /// Why the last answer was not accepted, or its inputs not admitted; found by evaluating
    /// again, for people: not for the data path.
    package func rejection(from states: [MachineState]) -> Rejection {
        preconditionFailure("not written yet")
    }

    /// Whether for these inputs and states exactly one output is possible, so that equality of
    /// answers is legitimate; nil when that cannot be decided.
    package func isDeterministic(from states: [MachineState]) -> Bool? {
        preconditionFailure("not written yet")
    }
}

package enum Judgement: Equatable, Sendable {
    case accepted
    /// No state that the replica may have been in allows this answer.
    case rejected
    /// PRE holds in no state that the replica may have been in.
    case outsideContract
    /// A limit was reached or something undefined met before an allowed outcome was found.
    case undecided
}

/// Why an answer, or a demand, was not accepted.
package struct Rejection: Error, Equatable, Sendable {
    /// `PRE`, `INVARIANT`, `OPERATION`, ….
    package var clause: String
    /// The conjunct or substitution that failed, as it is written; at most 200 bytes.
    package var text: String
    /// `Brakes.mch:41:9`
    package var place: String
    /// Names and values that matter, at most 16: `speed = 12`, `RELEASE: TRUE, allowed: FALSE`.
    package var values: [String]

    package init(clause: String, text: String, place: String, values: [String]) {
        self.clause = clause
        self.text = text
        self.place = place
        self.values = values
    }
}
