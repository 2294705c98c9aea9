import ArgumentParser
import Foundation
import Reporting

struct Events: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Tell the story of a run.",
        discussion: """
            RUN is a run folder, or an ensemble's folder, which stands for its last run. One line \
            an event: starts, losses, restarts, and the demands that were not unanimous (the first \
            1,000).

            Examples:
              thrice events variants/launch
              thrice events variants/launch --replica v02 --event ended --event gaveUp
              thrice events variants/launch --demands 100..200 --json
            """)

    @Argument(help: ArgumentHelp("A run folder, or the folder of an ensemble.", valueName: "run"))
    var runFolder: String

    @Option(help: "Only what is about this replica; may be repeated.")
    var replica: [String] = []

    @Option(help: "Only events of this name, as in docs/FORMATS.md; may be repeated.")
    var event: [String] = []

    @Option(help: "Only events on these demands: 17 or 100..200.")
    var demands: String?

    @Flag(help: "The lines of the log as they are, JSON objects, instead of text.")
    var json = false

    func run() throws {
        let path = try RunFolders.events(of: runFolder)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ThriceError(.missingInput, "cannot read '\(path)'")
        }
        let filter = try filter()
        let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            do {
                let event = try StoryEvent(line: line)
                guard filter.keeps(event) else { continue }
                print(json ? String(decoding: line, as: UTF8.self) : StoryText.line(event))
            } catch {
                // A run that was killed leaves the line unfinished that it was writing.
                if index == lines.count - 1 {
                    Terminal.say("thrice: '\(path)' ends within line \(index + 1)")
                } else {
                    throw ThriceError(
                        .badData, "cannot read '\(path)', line \(index + 1): \(error.reason)")
                }
            }
        }
    }

    private func filter() throws -> StoryFilter {
        var filter = StoryFilter()
        filter.replicas = Set(replica)
        filter.events = Set(event)
        filter.demands = try demands.map { text in
            let ends = text.split(separator: "..", omittingEmptySubsequences: false)
                .map { UInt64($0) }
            guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1],
                first <= last
            else {
                throw ThriceError(
                    .usage, "--demands: expected a number or a range as 100..200, found '\(text)'")
            }
            return first...last
        }
        return filter
    }
}
