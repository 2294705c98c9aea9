import Machines
import Reporting

/// `thrice machine FILE --operation NAME`
struct OutcomeList {
    private let file: MachineFile

    init(_ file: MachineFile) { self.file = file }

    static let outcomesMax = 4_096

    func run(_ name: String, inputs: String, state: String?, json: Bool) throws {
        let operation = try file.operation(name)
        let before = try file.state(state)
        if let flaw = file.words.invariantFlaw(before) {
            throw ThriceError(
                .badData,
                "cannot try '\(name)' from INITIALISATION: '\(file.words.state(before))' \(flaw)",
                hint: "thrice machine \(file.path) --check")
        }
        let values = try file.inputs(inputs, of: operation, in: before)
        let result = Self.outcomes(file, operation, values, before)
        let text = OutcomeText(
            result, of: operation, inputs: values, before: before, in: file.compiled)
        try CommandOutput.put(json ? text.json(file: file.path) : text.text)
        switch result {
        case .possible: if text.breaksInvariant { throw Silent(status: .restrictive) }
        case .outsideContract: throw Silent(status: .restrictive)
        case .stopped(let stop, _):
            if text.breaksInvariant { throw Silent(status: .restrictive) }
            if case .undefined = stop.reason { throw Silent(status: .restrictive) }
            throw Silent(status: .inconclusive)
        }
    }

    static func outcomes(
        _ file: MachineFile, _ operation: Int, _ inputs: [Value], _ before: MachineState
    ) -> OperationResult {
        do throws(EvaluationStop) {
            if let conjunct = try file.compiled.failingPrecondition(
                of: operation, in: before, inputs: inputs)
            {
                return .outsideContract(conjunct)
            }
        } catch {
            return .stopped(error, found: [])
        }
        let found = file.compiled.foundOutcomes(
            of: operation, from: before, inputs: inputs, max: outcomesMax)
        let different = found.outcomes.different
        return found.stop.map { .stopped($0, found: different) } ?? .possible(different)
    }
}
