import Campaigns
import Foundation
import Reporting

/// What `thrice campaign run --shard` does: a file under the shard's name, or nothing if it is
/// there already.
struct ShardWork {
    private let options: CampaignOptions
    private let shard: Shard
    private let preparation: CampaignPreparation
    private let folder: ShardFolder

    init(_ options: CampaignOptions, _ shard: Shard) throws {
        (self.options, self.shard) = (options, shard)
        preparation = try CampaignPreparation(file: options.file, seed: options.seed)
        folder = ShardFolder(results: options.results ?? preparation.resultPath)
    }

    func run() throws {
        do {
            if try isDone() { return }
            try folder.make()
            let lock = try ShardLock.take(folder.lock(shard)) {
                Terminal.say("thrice: somebody else runs shard \(shard): waiting for that to end")
            }
            // Whoever had the lock may have finished it.
            if try !isDone() { try runHolding(lock) }
            lock.remove()
        } catch let silent as Silent { throw silent } catch let error as CocoaError {
            throw ThriceError(
                .cannotCreate, "cannot make the folder '\(folder.path)': \(error)")
        } catch { throw ThriceError(campaign: error) }
    }

    /// Whether it is there, as it would become.
    private func isDone() throws -> Bool {
        let path = folder.whole(shard)
        guard folder.isWhole(shard) else { return false }
        let known = try ResultFile(path: path, mode: .reading).facts()
        var now = try preparation.digests(of: preparation.setup())
        now["seed"] = "\(preparation.campaign.seed)"
        if let difference = FactDifference.text(known, now) {
            throw ThriceError(
                .badData,
                "cannot run shard \(shard): it is there, of another campaign: "
                    + difference, hint: "another --results, or remove '\(folder.path)'")
        }
        Terminal.say("thrice: shard \(shard) is there already: '\(path)'")
        return true
    }

    private func runHolding(_ lock: ShardLock) throws {
        let campaign = preparation.campaign
        Terminal.say(
            "thrice: campaign '\(campaign.name)', seed \(campaign.seed), shard \(shard), in "
                + "'\(preparation.ensemble.folder)': results in '\(folder.path)'")
        if campaign.stop.text != "none" {
            Terminal.say(
                "thrice: a shard runs all of its trials: it knows nothing of the others, and the "
                    + "rule to stop (\(campaign.stop.text)) is about all of them")
        }
        let session = try CampaignSession(preparation, jobs: options.jobs)
        guard let trials = shard.trials(of: session.planned) else {
            throw ThriceError(
                .missingInput,
                "cannot run shard \(shard): the campaign has \(session.planned) trials")
        }
        let written = try ShardFile(shard, in: folder)
        try begin(written, session)
        let before = try written.file.facts()["seconds"].flatMap(Double.init) ?? 0
        let isWhole = try session.run(
            into: written.file, within: try part(trials, session, written))
        try written.file.begin(facts: ["seconds": "\(before + session.seconds)"], lines: [])
        if !isWhole {
            Terminal.say("thrice: stopped; the same command goes on with shard \(shard)")
            throw Silent(status: session.stopStatus)
        }
        let counted = try FigureCounter(written.file).ownWrong()
        try written.finish()
        try tell(trials, counted)
    }

    private func begin(_ written: ShardFile, _ session: CampaignSession) throws {
        var facts = try session.facts()
        facts["shard"] = shard.description
        let known = try written.file.facts()
        if !known.isEmpty, let difference = FactDifference.text(known, facts) {
            throw ThriceError(
                .badData, "cannot go on with shard \(shard): \(difference)",
                hint: "another --results, or remove '\(written.file.path)'")
        }
        try written.file.begin(facts: facts, lines: session.lines)
    }

    /// Says how far it is, twice a second at most.
    private func part(
        _ trials: ClosedRange<UInt64>, _ session: CampaignSession, _ written: ShardFile
    ) throws -> CampaignPart {
        let path = folder.progress(shard)
        let (planned, host) = (session.planned, ProcessInfo.processInfo.hostName)
        let wrongBefore = try FigureCounter(written.file).ownWrong().count
        let pace = Pace(.milliseconds(500))
        let tell: @Sendable (UInt64, UInt64, Double) -> Void = { finished, wrong, rate in
            ShardProgress(
                trials: finished, planned: UInt64(trials.count), campaignPlanned: planned,
                wrong: wrongBefore + wrong, rate: rate, host: host
            ).write(to: path)
        }
        tell(UInt64(try written.file.done().count), 0, 0)
        return CampaignPart(trials: trials) { finished, wrong, rate in
            if pace.isDue() { tell(finished, wrong, rate) }
        }
    }

    private func tell(
        _ trials: ClosedRange<UInt64>, _ counted: CampaignFigures.Share
    ) throws {
        try CommandOutput.put(
            "shard \(shard): \(trials.count) trials, \(trials.lowerBound) to "
                + "\(trials.upperBound), \(counted.count) silent wrong outputs\n"
                + "all together: thrice campaign merge \(options.place.text)\n")
    }
}
