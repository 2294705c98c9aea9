import Machines
import Reporting

/// `thrice machine FILE`
struct MachineShow {
    private let file: MachineFile
    private let seed: UInt64

    init(_ file: MachineFile, seed: UInt64) {
        self.file = file
        self.seed = seed
    }

    func run(json: Bool) throws {
        var budget = ExplorationBudget()
        // Enough to see what an operation is like, within a moment.
        (budget.statesMax, budget.casesMax, budget.samplesMax) = (1_000, 5_000, 200)
        let (profiles, extent) = Explorer(file.compiled, budget: budget, seed: seed).profiles()
        let description = MachineDescription(file.compiled, profiles: profiles, extent: extent)
        try CommandOutput.put(json ? description.json(file: file.path) : description.text)
    }
}
