import Ensembles
import Machines
import Reporting
import Specifications

/// `thrice machine FILE --demands N`
struct MachineDemands {
    private let file: MachineFile
    private let count: Int
    private let seed: UInt64
    private let ensemble: String?

    static let countMax = 1_000_000

    init(_ file: MachineFile, count: Int, seed: UInt64, ensemble: String?) {
        self.file = file
        self.count = count
        self.seed = seed
        self.ensemble = ensemble
    }

    func run() throws {
        guard let ensemble else {
            let explorer = Explorer(file.compiled, seed: seed)
            return try put(explorer.demands(count: count), line: plainLine)
        }
        let binding = try EnsembleBinding(file, ensemble: ensemble)
        let operation = binding.bound.operation
        if operation.inputs.contains(where: { if case .previous = $0 { true } else { false } }) {
            throw ThriceError(
                .usage,
                "cannot make demands for '\(file.words.operation(operation.index))': an input is "
                    + "what went out before, which no demand says")
        }
        let restriction = FieldRestriction(binding.demand, operation, of: binding.bound.machine)
        let unreadable = unreadable(binding)
        let explorer = Explorer(
            binding.bound.compiled,
            operations: [operation.index] + (unreadable.map { [$0.operation] } ?? []),
            restrictions: [operation.index: restriction.conjuncts], seed: seed)
        let writer = DemandWriter(binding.demand, inputs: operation.inputs)
        let late = Set(unreadable.map { [$0.operation] } ?? [])
        try put(explorer.demands(count: count, late: late)) { demand in
            demand.operation == operation.index ? writer.line(demand.inputs) : unreadable?.line
        }
    }

    /// The operation for demands that cannot be read, and one of them.
    private func unreadable(_ binding: EnsembleBinding) -> (operation: Int, line: String)? {
        guard let index = binding.bound.unreadable?.index else { return nil }
        guard let line = binding.demand.unreadableLine else {
            Terminal.say(
                "not covered: '\(file.words.operation(index))': no demand was found that cannot be "
                    + "read")
            return nil
        }
        return (index, line)
    }

    private func put(_ plan: DemandPlan, line: (DemandPlan.Demand) -> String?) throws {
        var text = ""
        var (written, left) = (0, 0)
        for demand in plan.demands {
            guard let line = line(demand) else {
                left += 1
                // Later demands may depend on the state that this one leads to.
                if !file.machine.variables.isEmpty { break }
                continue
            }
            written += 1
            text += line + "\n"
            if text.utf8.count > 1 << 16 {
                try CommandOutput.put(text)
                text = ""
            }
        }
        try CommandOutput.put(text)
        for line in DemandPlanText(plan, of: file.compiled, seed: seed).lines {
            Terminal.say(line, patience: 1000)
        }
        if left > 0 {
            Terminal.say(
                file.machine.variables.isEmpty
                    ? "\(left) of them cannot be written in the ensemble's form of demands"
                    : "no more: one cannot be written in the ensemble's form of demands, and those "
                        + "behind it depend on it")
        }
        try checkCount(written)
    }

    /// Fewer than were asked for are no success, whatever kept others from being made.
    private func checkCount(_ written: Int) throws {
        if written == 0 {
            throw ThriceError(
                .missingInput,
                "cannot make demands from '\(file.path)': none was found that it "
                    + "admits")
        }
        guard written < count else { return }
        Terminal.say("only \(written) of \(count) demands")
        throw Silent(status: .inconclusive)
    }

    /// `op arg arg …`; a value has no blanks outside of strings.
    private func plainLine(_ demand: DemandPlan.Demand) -> String? {
        let values = demand.inputs.map { value in
            Self.joined(file.compiled.text(value, bytesMax: 1 << 24))
        }
        return ([file.words.operation(demand.operation)] + values).joined(separator: " ")
    }

    private static func joined(_ text: String) -> String {
        var (isString, isEscaped) = (false, false)
        return text.filter { character in
            if character == "\"", !isEscaped { isString.toggle() }
            isEscaped = isString && character == "\\" && !isEscaped
            return isString || character != " "
        }
    }
}
