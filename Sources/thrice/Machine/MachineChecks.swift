import Machines
import Reporting

/// `thrice machine FILE --check`
struct MachineChecks {
    private let file: MachineFile
    private let seed: UInt64
    private let budget: ExplorationBudget

    /// Steps that one question may be given.
    static let stepsRange = 1...100_000_000

    /// - Parameter steps: of one question; nil: as many as usual.
    init(_ file: MachineFile, seed: UInt64, steps: Int?) {
        self.file = file
        self.seed = seed
        var budget = ExplorationBudget()
        if let steps {
            budget.ask(steps)
            file.compiled.limitSteps(to: steps)
        }
        self.budget = budget
    }

    func run(json: Bool) throws {
        let report = Explorer(file.compiled, budget: budget, seed: seed).check()
        let text = MachineCheckText(report, of: file.compiled)
        try CommandOutput.put(json ? text.json(file: file.path, seed: seed) : text.text)
        if report.hasFailed { throw Silent(status: .restrictive) }
        if report.isUndecided { throw Silent(status: .inconclusive) }
    }
}
