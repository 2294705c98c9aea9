import Ensembles
import Foundation
import Journals
import Reporting
import Specifications
import Supervision
import Voting

/// An earlier run, of which one demand is put to replicas again.
struct ReplayedRun {
    private let begun: BegunRun
    private let run: EnsembleRun
    let plan: RunPlan

    /// - Parameter path: its folder, or an ensemble's, which stands for its last run.
    init(_ path: String) throws {
        let begun = try BegunRun(folder: try RunFolders.folder(of: path), to: "replay")
        let ensemble = try begun.first.options.load(begun.first.ensemble)
        let run = try begun.ensembleRun(of: ensemble)
        let folder = try mapping { try RunFolder(path: begun.folder) }
        plan = try begun.first.makePlan(run, folder, id: begun.id)
        (self.begun, self.run) = (begun, run)
        replicas = plan.supervision.occupants
        warn(of: ensemble)
    }

    /// What is different from then; nothing is generated anew, or there would be nothing to find.
    private func warn(of ensemble: Ensemble) {
        if begun.record.voteCheck != RunRecord.check(of: plan.voter) {
            Terminal.say(
                "thrice: warning: the ensemble is voted on otherwise than when the run began: "
                    + "what follows goes by what it says now")
        }
        let reason = VariantFamily(of: ensemble)?.reasonToGenerate(
            generator: SiblingExecutable.path("thrice-generate"), digests: FileDigests.sha256)
        if let reason {
            Terminal.say("thrice: warning: the variants may not be those of the run: \(reason)")
        }
    }

    var folder: String { begun.folder }
    /// Those who sat in the seats in the end.
    let replicas: [ReplicaPlan]

    func checkIsolation() throws { try run.checkIsolation() }

    /// Those named so; without a name all that vote.
    func places(of name: String?) throws -> [Int] {
        guard let name else { return Array(0..<plan.voter.replicas) }
        if let place = replicas.firstIndex(where: { $0.name == name }) { return [place] }
        let names = replicas.map(\.name)
        let near = NearestName.of(name, among: names)
        throw ThriceError(
            .usage, "there is no replica '\(name)'",
            hint: near.map { "did you mean '\($0)'?" } ?? "one of \(names.joined(separator: ", "))")
    }

    /// What one replica is held against.
    func judge() throws -> ReplayJudge {
        guard let rule = try? plan.voter.rule() else {
            throw ThriceError(.ourBug, "cannot read the plan of the vote")
        }
        let acceptance = try run.ensemble.specification.map {
            try RecordedMachines.test($0, replicas: 1, schema: rule.schema)
        }
        return ReplayJudge(plan: plan.voter, schema: rule.schema, acceptance: acceptance)
    }

    /// Reads the journal twice, as a run that goes on does.
    func script(demand number: UInt64) throws -> ReplayScript {
        let path = "\(begun.folder)/\(EnsembleRun.journalName)"
        guard FileManager.default.fileExists(atPath: path) else {
            throw ThriceError(.missingInput, "cannot replay: there is no journal '\(path)'")
        }
        let record = begun.record
        guard
            let layout = JournalLayout(
                segmentBytes: record.segmentBytes, payloadBytesMax: record.recordBytesMax)
        else {
            throw ThriceError(
                .badData, "cannot replay: '\(begun.folder)/\(RunRecord.fileName)' is damaged")
        }
        do {
            return try script(JournalFolder(path: path, layout: layout), number)
        } catch let error as JournalError {
            if case .inUse = error {
                throw ThriceError(
                    .missingInput, "cannot replay: \(error.message)",
                    hint: "wait for its end, or replay a copy of the run's folder")
            }
            throw ThriceError(.badData, "cannot replay: \(error.message)")
        } catch let flaw as ReplayFlaw {
            throw Self.error(flaw, number)
        }
    }

    private func script(_ journal: JournalFolder, _ number: UInt64) throws -> ReplayScript {
        let read = try journal.position(run: begun.id, output: nil)
        if let torn = read.end.torn {
            Terminal.say(
                "thrice: the journal is torn in segment \(torn.place.segment) at byte "
                    + "\(torn.place.offset): what stood behind it was never safe")
        }
        var maker = ReplayScriptMaker(plan.voter, demand: number)
        var settled = SettledDemands(read.position)
        _ = try journal.scan(run: begun.id) { record in
            settled.take(record) { maker.take($0) }
            if case .checkpoint(let at, let text) = record.entry { maker.take(at, text) }
        }
        return try maker.finish(undecided: read.position.undecided)
    }

    private static func error(_ flaw: ReplayFlaw, _ number: UInt64) -> ThriceError {
        let cannot = "cannot replay demand \(number)"
        return switch flaw {
        case .beyondEnd(last: 0):
            ThriceError(.missingInput, "\(cannot): the journal has no demand")
        case .beyondEnd(let last):
            ThriceError(.missingInput, "\(cannot): the run's last demand is \(last)")
        case .notAsked:
            ThriceError(
                .missingInput,
                "\(cannot): it was answered restrictively without being recorded, and nobody was "
                    + "asked", hint: "the journal was not in time, or the demand was too long")
        case .letGo(let first):
            ThriceError(
                .missingInput,
                "\(cannot): a checkpoint let it go, the journal begins with demand \(first)")
        case .historyLetGo(let first):
            ThriceError(
                .missingInput,
                "\(cannot): replicas have state, and a checkpoint behind it let the demands before "
                    + "\(first) go")
        case .historyTooLong(let bytes, let most):
            ThriceError(
                .badData,
                "\(cannot): the demands before it have \(bytes) bytes, and historyBytesMax is "
                    + "\(most)", hint: "a larger historyBytesMax in thrice.yaml")
        }
    }

    /// What the run's log tells of a demand; nothing where it cannot be read.
    func story(of demand: UInt64) -> [String] {
        let path = "\(begun.folder)/\(RunFolders.eventsName)"
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        return data.split(separator: 0x0A).compactMap { line in
            guard let event = try? StoryEvent(line: line), event.demand == demand else {
                return nil
            }
            return StoryText.line(event).trimmingCharacters(in: .whitespaces)
        }
    }
}
