import Campaigns
import Foundation
import Reporting

/// Does one trial of a campaign again, and tells everything of it.
struct TrialReplay {
    private let preparation: CampaignPreparation
    let session: CampaignSession
    let id: UInt64

    private let results: String

    /// - Parameter results: where the campaign's are; nil for the usual place.
    init(file: String, seed: UInt64?, results: String?, trial id: UInt64) throws {
        preparation = try CampaignPreparation(file: file, seed: seed)
        self.results = results ?? preparation.resultPath
        session = try CampaignSession(preparation, jobs: 1)
        self.id = id
        if !(1...session.planned ~= id) {
            throw ThriceError(
                .missingInput,
                "cannot replay trial \(id): campaign '\(preparation.campaign.name)' has "
                    + "\(session.planned)")
        }
    }

    /// - Returns: whether it came to what the campaign's results say, where there are any, and the
    ///   ensemble itself to what the cached vote says.
    func run() throws -> Bool {
        try checkResults()
        let result: TrialResult
        do { result = try session.replay(id) } catch { throw ThriceError(campaign: error) }
        var text = headline(result) + "\n"
        for reply in result.replies {
            text += "  \(reply.replica): \(self.text(of: reply, golden: result.golden))\n"
        }
        if let live = result.live { text += "  the whole ensemble: \(live.rawValue)\n" }
        for (vote, outcome) in result.outcomes { text += "  \(vote): \(outcome.rawValue)\n" }
        if let recheck = result.recheck { text += self.text(of: recheck) }
        let known = try recorded()
        let now =
            result.outcomes.map { ($0.vote.description, $0.outcome.rawValue) }
            + (result.live.map { [(ResultFile.live, $0.rawValue)] } ?? [])
        let isSame = known.isEmpty || known == Dictionary(uniqueKeysWithValues: now)
        if !known.isEmpty {
            text += isSame ? "  as in the campaign\n" : "  not as in the campaign: \(known)\n"
        }
        try CommandOutput.put(text)
        return isSame && result.recheck?.outcome != .differs
    }

    private func text(of recheck: Recheck) -> String {
        switch recheck.outcome {
        case .same: "  live: as the cached vote says\n"
        case .differs: "  live: not as the cached vote says: \(recheck.note)\n"
        case .slower: "  live: \(recheck.note)\n"
        case .missed: "  live: not possible: \(recheck.note)\n"
        }
    }

    private func headline(_ result: TrialResult) -> String {
        let line = preparation.campaign.lines[result.trial.line]
        let names = result.replies.map(\.replica).joined(separator: " and ")
        let point = result.trial.point
        return "trial \(id): \(line.model) in \(names), demand \(result.demandNumber), "
            + "\(result.place), bit \(point.bit), after \(point.moment) instructions"
    }

    func text(of reply: TrialResult.Reply, golden: [UInt8]) -> String {
        var text = reply.outcome.rawValue
        if let answer = reply.answer {
            text +=
                ": '\(EscapedBytes.text(answer))', without the fault "
                + "'\(EscapedBytes.text(golden))'"
        }
        if !reply.proof.isEmpty { text += "; \(reply.proof)" }
        return text
    }

    /// Of another campaign, or of other programs, its trial of that number is another one.
    func checkResults() throws {
        let known = try recording { try $0.facts() } ?? [:]
        guard !known.isEmpty, let change = FactDifference.text(known, try session.facts()) else {
            return
        }
        throw ThriceError(
            .badData, "cannot replay trial \(id) of the results '\(results)': \(change)",
            hint: "with --results of a file that is not there it is done as the campaign is now")
    }

    private func recorded() throws -> [String: String] {
        try recording { try $0.verdicts(of: id) } ?? [:]
    }

    /// - Returns: nil where there are no results.
    private func recording<Found>(_ body: (ResultFile) throws -> Found) throws -> Found? {
        guard FileManager.default.fileExists(atPath: results) else { return nil }
        do { return try body(ResultFile(path: results, mode: .reading)) } catch {
            throw ThriceError(.badData, "cannot read the results '\(results)': \(error)")
        }
    }
}
