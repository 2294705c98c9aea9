import Foundation
import Supervision
import Voting

/// `events.jsonl` of a run folder: one JSON object a line, with the time since the run began.
struct EventLog {
    /// Many fields with classes that overlap can be explained at any length; then without.
    private static let verdictBytesMax = 256 << 10

    private let file: FileHandle
    private let began = DispatchTime.now().uptimeNanoseconds
    private let encoder = JSONEncoder()
    private let rule: VotingRule
    private let restrictive: [UInt8]
    private let names: [String]

    /// - Parameter isKept: the log of a run that goes on is written on.
    init(folder: RunFolder, plan: VoterPlan, names: [String], isKept: Bool = false) throws {
        let descriptor = try mapping { try folder.open("events.jsonl", isKept: isKept) }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            var rule = try plan.rule()
            _ = rule.takeConfirmation()
            self.rule = rule
        } catch {
            throw ThriceError(.ourBug, "cannot read the plan of the vote: \(error.text)")
        }
        restrictive = plan.restrictive
        self.names = names
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// A log that cannot be written does not end a run.
    func append(_ event: RunEvent) {
        let nanoseconds = DispatchTime.now().uptimeNanoseconds - began
        guard case .verdict(let account) = event else {
            try? file.write(contentsOf: Data((event.json(nanoseconds: nanoseconds) + "\n").utf8))
            return
        }
        var line = VerdictEvent(
            account, rule: rule, restrictive: restrictive, names: names, nanoseconds: nanoseconds)
        guard var data = try? encoder.encode(line) else { return }
        if data.count > Self.verdictBytesMax {
            line.explanation = nil
            data = (try? encoder.encode(line)) ?? data
        }
        try? file.write(contentsOf: data + Data([0x0A]))
    }
}
