import Glibc
import Machines
import Reporting
import Specifications
import Voting

/// `thrice machine FILE --serve`: the machine as a replica. One demand a line in, one answer a line
/// out, each written before the next demand is read.
///
/// Where the machine allows several outcomes the first one is taken. A demand that it does not
/// admit, or of which the outcome cannot be found, is answered with `ERR` and the reason. With
/// `feedback` what went out before stands in front of each demand, with `stamp` that, which is no
/// input of the machine.
struct MachineServer {
    private let binding: EnsembleBinding
    private let words: MachineWording
    private let lineBytesMax: Int
    private let stampBytes: Int

    init(file path: String, ensemble folder: String) throws {
        let file = try MachineFile(path: path)
        binding = try EnsembleBinding(file, ensemble: folder, withoutState: true)
        words = MachineWording(binding.bound.compiled)
        let bounds = binding.ensemble.bounds
        let stamps = binding.ensemble.stamps
        stampBytes =
            StampRule(
                hasTime: stamps.contains(.time), hasRandom: stamps.contains(.random)
            ).byteCount
        lineBytesMax =
            bounds.demandBytesMax + (binding.ensemble.hasFeedback ? bounds.answerBytesMax + 1 : 0)
            + stampBytes
    }

    func run() throws {
        guard var state = binding.bound.initialStates.first else {
            throw ThriceError(.badData, "cannot serve: INITIALISATION allows no state")
        }
        var demand = ReadDemand(schema: binding.demand)
        var previous = PreviousAnswer(schema: binding.ensemble.vote.schema)
        var lines = LineReader(bytesMax: lineBytesMax)
        while let line = try lines.next() {
            try CommandOutput.put(answer(line, &previous, &demand, &state) + "\n")
        }
    }

    private func answer(
        _ line: [UInt8], _ previous: inout PreviousAnswer, _ demand: inout ReadDemand,
        _ state: inout MachineState
    ) -> String {
        var flaw: DemandFlaw?
        if binding.ensemble.hasFeedback {
            guard
                let read = previous.take(
                    from: line, stamp: stampBytes, binding.demand, into: &demand)
            else {
                return error("what went out before does not stand in front of the demand")
            }
            flaw = read.flaw
        } else {
            guard line.count >= stampBytes else { return error("the demand has no stamp") }
            flaw = line[stampBytes...].withUnsafeBytes { binding.demand.read($0, into: &demand) }
        }
        let operation: BoundOperation
        if let flaw {
            guard let unreadable = binding.bound.unreadable else {
                return error(flaw.text(schema: binding.demand))
            }
            operation = unreadable
        } else {
            operation = binding.bound.operation
        }
        let inputs = previous.inputs(of: operation, demand)
        do throws(EvaluationStop) {
            let compiled = binding.bound.compiled
            if let conjunct = try compiled.failingPrecondition(
                of: operation.index, in: state, inputs: inputs)
            {
                return error("'\(words.source(conjunct.span))' of PRE is false")
            }
            let outcomes = try compiled.outcomes(
                of: operation.index, from: state, inputs: inputs, max: OutcomeList.outcomesMax)
            guard let outcome = outcomes.first else { return error("there is no outcome") }
            let writer = AnswerWriter(binding.ensemble.vote.schema, outputs: operation.outputs)
            guard let text = writer.line(outcome.outputs) else {
                let outputs = words.outputs(operation.index, outcome.outputs)
                return error("the answer's form does not have \(outputs)")
            }
            state = outcome.after
            return text
        } catch {
            return self.error(words.stop(error))
        }
    }

    private func error(_ reason: String) -> String {
        "ERR " + EscapedBytes.text(Array(reason.utf8), columns: 200)
    }
}
