import Ensembles
import Foundation
import Reporting
import Supervision
import Voting

/// What a person reads on standard error while a run goes on.
final class RunNarrator {
    /// A crash loop must not bury the rest; the log has all of it.
    private static let eventsMax = 20

    let isQuiet: Bool
    private let isVerbose: Bool
    private var told = 0

    init(isQuiet: Bool, isVerbose: Bool) {
        self.isQuiet = isQuiet
        self.isVerbose = isVerbose
    }

    func begin(_ run: EnsembleRun, rule: VotingRule?, folder: RunFolder) {
        guard !isQuiet else { return }
        let ensemble = run.ensemble
        Terminal.say(
            "thrice: \(ensemble.program), \(count(ensemble.replicaCount)), "
                + "\(ensemble.thresholdName), seed \(run.seed)")
        if !ensemble.shadows.isEmpty {
            let names = ensemble.shadows.map(\.name).joined(separator: ", ")
            Terminal.say("thrice: shadows, compared and never counted: \(names)")
        }
        if !ensemble.spares.isEmpty {
            let names = ensemble.spares.map(\.name).joined(separator: ", ")
            Terminal.say("thrice: spares, without a seat as yet: \(names)")
        }
        if let rule, !rule.isPlain {
            let read = rule.schema == .bytes ? "" : "; of '\(SchemaText.format(rule.schema))'"
            Terminal.say("thrice: what goes out: \(rule.words)\(read)")
        }
        if let pool = ensemble.pool {
            let asleep = ensemble.replicaCount - pool.active
            Terminal.say("thrice: pool: \(pool.active) active, \(asleep) asleep")
        }
        for line in ensemble.specification?.words ?? [] { Terminal.say("thrice: \(line)") }
        for finding in ensemble.findings where finding.severity == .warning {
            Terminal.say("thrice: warning: \(finding)")
        }
        if let words = run.stampWords { Terminal.say("thrice: stamp: \(words)") }
        if let words = run.selfCheckWords { Terminal.say("thrice: \(words)") }
        if let words = run.journalWords { Terminal.say("thrice: \(words)") }
        if let words = run.isolationWords { Terminal.say("thrice: isolation: \(words)") }
        for text in RestrictiveSample(ensemble).warnings {
            Terminal.say("thrice: warning: \(text)")
        }
        Terminal.say("thrice: run folder \(folder.path)")
        Terminal.say(
            "thrice: does not mask a defect that all replicas share (docs/SAFETY.md)")
    }

    private func count(_ replicas: Int) -> String {
        replicas == 1 ? "1 replica" : "\(replicas) replicas"
    }

    /// A line that is written over itself, for somebody who watches; nil when nobody does.
    var progress: ((Tally) -> Void)? {
        guard !isQuiet, Terminal.isWatched else { return nil }
        var last: UInt64?
        return { tally in
            guard tally.demands != last else { return }
            last = tally.demands
            Terminal.overwrite(
                "\(tally.demands) demands: \(tally.agreed) agreed (\(tally.masked) masked), "
                    + "\(tally.restrictive) restrictive")
        }
    }

    func tell(_ event: RunEvent) {
        guard !isQuiet, let text = event.text else { return }
        if event.isFrequent { told += 1 }
        if isVerbose || !event.isFrequent || told <= Self.eventsMax {
            Terminal.say("thrice: \(text)")
        } else if told == Self.eventsMax + 1 {
            Terminal.say("thrice: more of this is in events.jsonl")
        }
    }

    /// - Parameter readsInput: whether the demands came from standard input, so that the command
    ///   alone does not do the same again.
    func end(_ summary: RunSummary, command: [String], readsInput: Bool) {
        guard !isQuiet, summary.ending != "cannotStart" else { return }
        Terminal.say(summary.line)
        if summary.masked > 0 || summary.restrictive > 0 || isVerbose
            || !summary.shadows.isEmpty
        {
            Terminal.say(String(summary.table.dropLast()))
        }
        for line in summary.remarks { Terminal.say("thrice: \(line)") }
        Terminal.say("thrice: summary \(summary.runFolder)/summary.json")
        let again = readsInput ? "again, with the same demands on standard input," : "again"
        Terminal.say("thrice: \(again) with \(command.map(Self.quoted).joined(separator: " "))")
    }

    /// A word as a shell would take it back.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "+")...UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        if isPlain && !word.isEmpty { return word }
        return "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }
}

extension RunNarrator {
    /// Where a run goes on.
    func tell(_ resumption: Resumption, isFile: Bool) {
        guard !isQuiet else { return }
        let start = resumption.start
        Terminal.say(
            "thrice: goes on at demand \(start.settled + 1): \(start.settled) are settled, "
                + "\(resumption.askedAgain) asked again")
        guard resumption.writtenAgain > 0 else { return }
        let count = resumption.writtenAgain
        Terminal.say(
            isFile
                ? "thrice: the output lacks \(count) answers, the first that to demand "
                    + "\(resumption.firstWrittenAgain)"
                : "thrice: answers that may have left are given again, \(count) of them: the first "
                    + "is that to demand \(resumption.firstWrittenAgain)")
    }
}
