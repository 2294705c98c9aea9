import Campaigns
import Reporting

/// Results for other programs.
struct CampaignExport {
    private let path: String

    init(_ path: String) { self.path = path }

    /// Test suites, as XML.
    func suites(_ figures: CampaignFigures) throws -> String {
        try reading { file in
            CampaignSuites(figures, troubles: try FigureCounter(file).troubles()).xml
        }
    }

    /// All trials, on standard output.
    func putTrials() throws {
        try reading { try TrialTable($0).write { try CommandOutput.put($0) } }
    }

    private func reading<Result>(_ body: (ResultFile) throws -> Result) throws -> Result {
        do { return try body(try ResultFile(reading: path)) } catch let error as ThriceError {
            throw error
        } catch {
            throw ThriceError(.badData, "cannot read the results '\(path)': \(error)")
        }
    }
}
