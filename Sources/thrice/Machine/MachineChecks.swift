import Machines
import Reporting

/// `thrice machine FILE --check`
struct MachineChecks {
    private let file: MachineFile
    private let seed: UInt64

    init(_ file: MachineFile, seed: UInt64) {
        self.file = file
        self.seed = seed
    }

    func run(json: Bool) throws {
        let report = Explorer(file.compiled, seed: seed).check()
        let text = MachineCheckText(report, of: file.compiled)
        try CommandOutput.put(json ? text.json(file: file.path, seed: seed) : text.text)
        if report.hasFailed { throw Silent(status: .restrictive) }
        if report.isUndecided { throw Silent(status: .inconclusive) }
    }
}
