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
    private var again: String { "thrice campaign resume \(options.place.text)" }

    private func begin(resumes: Bool) throws {
        try checkUse()
        try checkResults(resumes: resumes)
        let campaign = preparation.campaign
        Terminal.say(
            "thrice: campaign '\(campaign.name)', seed \(campaign.seed), in "
                + "'\(preparation.ensemble.folder)': results in '\(path)'")
        let session = try CampaignSession(preparation, jobs: options.jobs)
        let lock = try takeLock()
        try withExtendedLifetime(lock) {
            // Whoever had it may have made them.
            try checkResults(resumes: resumes)
            try run(session, lock, resumes: resumes)
        }
    }

    private func run(_ session: CampaignSession, _ lock: ShardLock, resumes: Bool) throws {
        let file = try openResults()
        let facts = try session.facts()
        try check(file, facts, resumes: resumes)
        try file.begin(facts: facts, lines: session.lines)
        let before = try file.facts()["seconds"].flatMap(Double.init) ?? 0
        let isWhole = try session.run(into: file)
        try file.begin(facts: ["seconds": "\(before + session.seconds)"], lines: [])
        let figures = try FigureCounter(file).figures()
        if options.json {
            try CommandOutput.put(json: figures)
        } else {
            try CommandOutput.put(CampaignText(figures).text)
        }
        if !isWhole {
            Terminal.say("thrice: stopped; go on with: \(again)")
            throw Silent(status: session.stopStatus)
        }
        lock.remove()
        try CampaignFailure.end(figures)
    }

    private func checkResults(resumes: Bool) throws {
        let exists = FileManager.default.fileExists(atPath: path)
        if resumes && !exists {
            throw ThriceError(
                .missingInput, "cannot go on with the campaign: no such file '\(path)'",
                hint: "thrice campaign run \(options.place.text)")
        }
        if !resumes && exists {
            throw ThriceError(
                .cannotCreate, "cannot begin the campaign: there are results in '\(path)'",
                hint: "\(again), or another --seed, or remove it")
        }
    }

    private var lockPath: String { "\(path).lock" }

    private func checkUse() throws {
        guard ShardLock.isHeld(lockPath) else { return }
        throw ThriceError(
            .cannotCreate,
            "cannot write the results '\(path)': another 'thrice campaign' is writing them",
            hint: "wait for it, or stop it, then \(again); or another --results")
    }

    private func takeLock() throws -> ShardLock {
        // Getting to know the replicas has taken its time.
        try checkUse()
        do {
            try FileManager.default.createDirectory(
                at: URL(fileURLWithPath: path).deletingLastPathComponent(),
                withIntermediateDirectories: true)
            return try ShardLock.take(lockPath) {
                Terminal.say("thrice: another process has just begun with it: waiting for its end")
            }
        } catch {
            throw ThriceError(.cannotCreate, "cannot open the results '\(path)': \(error)")
        }
    }

    private func openResults() throws -> ResultFile {
        do { return try ResultFile(path: path) } catch {
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
