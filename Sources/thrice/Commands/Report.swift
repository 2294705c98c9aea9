import ArgumentParser
import Campaigns
import Foundation
import Reporting

struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Tell what a campaign came to, or whether it is worse than another one.",
        discussion: """
            RESULTS is a file that 'thrice campaign run' wrote. The page is one file that needs no
            network.

            Examples:
              thrice report variants/brakes/.thrice/campaigns/registers-1/results.sqlite
              thrice report results.sqlite --html report.html
              thrice report new.sqlite --against old.sqlite
              thrice report results.sqlite --csv >trials.csv

            Exit status with --against: 0: nothing is worse beyond chance; 1: something is, or
            cached votes of RESULTS were not what the ensemble said; 2: not everything could be
            compared.
            """)

    @Argument(help: ArgumentHelp("A campaign's results.", valueName: "results"))
    var results: String

    @Option(help: ArgumentHelp("Hold it against these results.", valueName: "results"))
    var against: String?

    @Option(help: "Write the page to this file.")
    var html: String?

    @Option(help: "Write test suites as JUnit does to this file, a failure a silent wrong output.")
    var junit: String?

    @Flag(help: "All trials as comma-separated values on standard output.")
    var csv = false

    @Flag(help: "One JSON object on standard output.")
    var json = false

    func validate() throws {
        if csv && (json || against != nil) {
            throw ValidationError("--csv has standard output for itself")
        }
    }

    func run() throws {
        let figures = try Self.figures(of: results)
        if let html { try write(CampaignPage(figures).html, to: html) }
        let export = CampaignExport(results)
        if let junit { try write(export.suites(figures), to: junit) }
        if csv { return try export.putTrials() }
        guard let against else {
            if json { return try CommandOutput.put(json: figures) }
            return try CommandOutput.put(CampaignText(figures).text)
        }
        let comparison = CampaignComparison(figures, against: try Self.figures(of: against))
        if json {
            try CommandOutput.put(json: comparison)
        } else {
            try CommandOutput.put(ComparisonText(comparison).text)
        }
        if comparison.isWorse || figures.hasFailedRechecks { throw Silent(status: .restrictive) }
        if !comparison.isWhole { throw Silent(status: .inconclusive) }
    }

    private static func figures(of path: String) throws -> CampaignFigures {
        guard FileManager.default.fileExists(atPath: path) else {
            throw ThriceError(.missingInput, "cannot read the results '\(path)': no such file")
        }
        do { return try FigureCounter(try ResultFile(reading: path)).figures() } catch {
            throw ThriceError(
                .badData, "cannot read the results '\(path)': \(error)",
                hint: "a file that 'thrice campaign run' wrote")
        }
    }

    private func write(_ page: String, to path: String) throws {
        do { try page.write(toFile: path, atomically: true, encoding: .utf8) } catch {
            throw ThriceError(.cannotCreate, "cannot write '\(path)': \(error)")
        }
    }
}
