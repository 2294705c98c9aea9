import Voting

/// One run as a value: all that the guardian needs.
package struct RunPlan: Sendable {
    package var voter: VoterPlan
    package var supervision: SupervisionPlan
    /// Where the demands come from; nil for standard input.
    package var demandsPath: String?
    package var folder: RunFolder
    /// `thrice-voter`, and the command line that makes `thrice` a supervisor.
    package var voterPath: String
    package var supervisorCommand: [String]
    /// Nil without a journal.
    package var journal: JournalPlan?
    /// Where on a standard input that is a file the first demand begins.
    package var demandsStart: UInt64 = 0
    /// Where the answers go; nil for standard output.
    package var outputPath: String?
    /// Asked for at the beginning, one after the other.
    package var swaps: [SwapRequest] = []
    /// Bytes kept of each replica's standard error.
    package var stderrBytesMax = 256 << 10
    /// How long voter, supervisor and journaler may show no sign of life; nil: for ever.
    package var signOfLifeNanoseconds: UInt64?
    /// How long replicas may take to end by themselves after the last demand.
    package var graceNanoseconds: UInt64 = 500_000_000

    package init(
        voter: VoterPlan, supervision: SupervisionPlan, demandsPath: String?, folder: RunFolder,
        voterPath: String, supervisorCommand: [String]
    ) {
        self.voter = voter
        self.supervision = supervision
        self.demandsPath = demandsPath
        self.folder = folder
        self.voterPath = voterPath
        self.supervisorCommand = supervisorCommand
    }
}
