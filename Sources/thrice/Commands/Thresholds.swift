import ArgumentParser
import Ensembles
import Foundation
import Reporting
import Thresholds

struct Thresholds: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thresholds",
        abstract: "The table a voting threshold is chosen from, made from recorded answers.",
        discussion: """
            Examples:
              thrice thresholds recorded/*.txt --truth oracle.txt --field 1 --bits 1
              thrice thresholds recorded/*.txt --truth oracle.txt --permissive 2=1 --html t.html
              thrice thresholds variants/launch answers/*.txt --permissive LAUNCH=1
              thrice thresholds variants/launch answers/*.txt --demands demands.txt

            Each file holds one version's answers, line k that to demand k. For every threshold \
            and over all groups of a size: how often the vote would have been wrong, restrictive, \
            falsely permissive. Fields have the names of the ensemble's 'answer' or of --answer; \
            without either they are what spaces separate, counted from 1. With --demands and an \
            ensemble that has machines, every threshold stands there without and with them. \
            Without --truth it shows who agrees with whom, and cannot say who is right.
            """)

    @Argument(
        help: ArgumentHelp(
            "An ensemble's folder if you like, then one file of answers a version.",
            valueName: "path"))
    var paths: [String] = []

    @Option(help: "The right answers, one a line.")
    var truth: String?

    @Option(
        help: """
            The demands, one a line: an ensemble's machines judge the answers, and the table \
            shows what that changes.
            """)
    var demands: String?

    @Option(help: "Versions in a group (default: the ensemble's replicas, otherwise 3).")
    var groupSize: Int?

    @Option(help: "The threshold to speak about (default: its policy's, otherwise a majority).")
    var agree: Int?

    @Option(help: "The fields of an answer, in one line (default: the ensemble's).")
    var answer: String?

    @Option(help: "Compare only these fields, such as LAUNCH or 1,3.")
    var field: String?

    @Option(help: "Vote permissively: FIELD=VALUE is what lets the hazardous thing happen.")
    var permissive: String?

    @Option(help: "Fields whose characters, each 0 or 1, are conditions of their own.")
    var bits: String?

    @Option(help: "Conditions an acceptance test would check: FIELD or FIELD.BIT, bits from 0.")
    var checked: String?

    @Option(help: "The seed of the bootstrap.")
    var seed: UInt64 = 1

    @Option(help: "Resamples of the bootstrap.")
    var resamples = 2000

    @Option(help: "What a resample draws anew: both, versions or demands.")
    var vary = "both"

    @Option(help: "How intervals are read off the resamples: bca or percentile.")
    var interval = "bca"

    @Option(help: "The confidence of all intervals.")
    var confidence = 0.95

    @Flag(help: "One JSON object on standard output.")
    var json = false

    @Option(help: "Write a page with pictures to this file as well.")
    var html: String?

    func run() throws {
        let plan = try ThresholdPlan(self)
        var result = try plan.study().result()
        try Self.check(result)
        result.compared = plan.compared
        result.permissive = permissive
        result.answer = plan.answer
        if let html { try Self.write(result.page, to: html) }
        let output = json ? try result.json : result.text
        guard Self.put(output) else {
            throw ThriceError(
                .inputOutput, "cannot write the table: standard output does not take it")
        }
    }

    /// Figures about answers that nobody could read would say nothing.
    private static func check(_ result: StudyResult) throws {
        guard result.versions.allSatisfy({ $0.withoutAnswer == result.demands }) else { return }
        throw ThriceError(
            .badData, "cannot compare answers: none of any version could be read",
            hint: "what is read of them is said by --field, --bits, --permissive and --answer")
    }

    private static func put(_ text: String) -> Bool {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
            return true
        } catch {
            return false
        }
    }

    private static func write(_ page: String, to path: String) throws {
        do {
            try Data(page.utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw ThriceError(
                .cannotCreate, "cannot create page '\(path)': \(error.localizedDescription)")
        }
    }
}
