import Campaigns
import Foundation
import Reporting

/// What `thrice campaign run` and `resume` do.
struct CampaignWork {
    private let options: CampaignOptions
    private let preparation: CampaignPreparation
    private let path: String

    init(_ options: CampaignOptions) throws {
        self.options = options
        preparation = try CampaignPreparation(file: options.file, seed: options.seed)
        path = options.results ?? preparation.resultPath
    }

    /// And how long it will take: some trials are run, and none is kept.
    func tellSpace() throws {
        let session = try CampaignSession(preparation, jobs: options.jobs)
        try CommandOutput.put(session.spaceText + "\(session.planned) trials\n")
        let rate = try session.rate()
        let time = CampaignProgress.time(Double(session.planned) / max(rate, 1e-9))
        let stop = preparation.campaign.stop.text
        try CommandOutput.put(
            "about \(time) with --jobs \(options.jobs): \(CampaignProgress.pace(rate)) a second"
                + (stop == "none" ? "" : ", or until its stop: \(stop)") + "\n")
    }

    func run(resumes: Bool) throws {
        do { try begin(resumes: resumes) } catch let silent as Silent { throw silent } catch {
            throw ThriceError(campaign: error)
        }
    }

    /// As it was given, to go on with.
    private var again: String {
        "thrice campaign resume \(options.file)" + (options.seed.map { " --seed \($0)" } ?? "")
            + (options.results.map { " --results \($0)" } ?? "")
    }

    private func begin(resumes: Bool) throws {
        try checkResults(resumes: resumes)
        let campaign = preparation.campaign
        Terminal.say(
            "thrice: campaign '\(campaign.name)', seed \(campaign.seed), in "
                + "'\(preparation.ensemble.folder)': results in '\(path)'")
        let session = try CampaignSession(preparation, jobs: options.jobs)
        let file = try openResults()
        let facts = try session.facts()
        try check(file, facts, resumes: resumes)
        try file.begin(facts: facts, lines: session.lines)
        let before = try file.facts()["seconds"].flatMap(Double.init) ?? 0
        let isWhole = try session.run(into: file)
        try file.begin(facts: ["seconds": "\(before + session.seconds)"], lines: [])
        let figures = try FigureCounter(file).figures()
        if options.json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let text = String(decoding: try encoder.encode(figures), as: UTF8.self)
            try CommandOutput.put(text + "\n")
        } else {
            try CommandOutput.put(CampaignText(figures).text)
        }
        if !isWhole {
            Terminal.say("thrice: stopped; go on with: \(again)")
            throw Silent(status: .interrupted)
        }
        try CampaignFailure.end(figures)
    }

    private func checkResults(resumes: Bool) throws {
        let exists = FileManager.default.fileExists(atPath: path)
        if resumes && !exists {
            throw ThriceError(
                .missingInput, "cannot go on with the campaign: no such file '\(path)'",
                hint: "thrice campaign run \(options.file)")
        }
        if !resumes && exists {
            throw ThriceError(
                .cannotCreate, "cannot begin the campaign: there are results in '\(path)'",
                hint: "\(again), or another --seed, or remove it")
        }
    }

    private func openResults() throws -> ResultFile {
        do {
            try FileManager.default.createDirectory(
                at: URL(fileURLWithPath: path).deletingLastPathComponent(),
                withIntermediateDirectories: true)
            return try ResultFile(path: path)
        } catch {
            throw ThriceError(.cannotCreate, "cannot open the results '\(path)': \(error)")
        }
    }

    /// What is gone on with must be the same campaign.
    private func check(
        _ file: ResultFile, _ facts: [String: String], resumes: Bool
    ) throws {
        guard resumes else { return }
        let known = try file.facts()
        // It may have been killed before it knew anything.
        guard !known.isEmpty, let change = FactDifference.text(known, facts) else { return }
        throw ThriceError(
            .badData, "cannot go on with the campaign: \(change)",
            hint: "another --results, or remove '\(path)'")
    }
}
