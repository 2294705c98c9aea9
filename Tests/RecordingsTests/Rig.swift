import Foundation
import Recordings
import Voting

/// Files in a folder of their own, and what a vote over them comes to.
final class Rig {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "thrice-recordings-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    struct Options {
        var restrictive = "NONE"
        var answerBytesMax = 65_536
        var blockBytes = 256 << 10
        var sinkBytes = 256 << 10
        var joinsEqualLines = true
        var latch = LatchRule.none
        var explained = DemandNumbers.none
        var demands: [UInt8]?
        var acceptance: (any AcceptanceTest)?
        var hasFeedback = false
    }

    struct Result: Equatable {
        var output: [UInt8]
        var tally: Tally
        var malformed: [MalformedLine]
        var explanations: [Explanation]
        var lines: [UInt64]
        var unterminated: [Bool]
        var demands: UInt64?

        var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// Votes over files of these contents.
    func vote(
        _ rule: VotingRule, _ contents: [[UInt8]], _ options: Options = Options()
    ) throws -> Result {
        let recordings = try contents.enumerated().map { index, bytes in
            try recording(bytes, "r\(index)", options)
        }
        let demands = try options.demands.map { try recording($0, "demands", options) }
        let path = folder + "/output"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        defer { close(descriptor) }
        var settings = RecordedVote.Settings(restrictive: Array(options.restrictive.utf8))
        settings.joinsEqualLines = options.joinsEqualLines
        settings.latch = options.latch
        settings.explained = options.explained
        settings.hasFeedback = options.hasFeedback
        var vote = RecordedVote(
            rule: rule, recordings: recordings, demands: demands,
            acceptance: options.acceptance,
            sink: AnswerSink(descriptor: descriptor, capacity: options.sinkBytes),
            settings: settings)
        var explanations: [Explanation] = []
        try vote.run { (explanation) throws(RecordingError) in explanations.append(explanation) }
        let counted = try vote.countDemands()
        let output = FileManager.default.contents(atPath: path).map(Array.init) ?? []
        return Result(
            output: output, tally: vote.tally, malformed: vote.malformedLines,
            explanations: explanations, lines: vote.recordings.map(\.lines),
            unterminated: vote.recordings.map(\.isUnterminated), demands: counted)
    }

    func vote(
        _ rule: VotingRule, _ texts: [String], _ options: Options = Options()
    ) throws -> Result {
        try vote(rule, texts.map { Array($0.utf8) }, options)
    }

    private func recording(
        _ bytes: [UInt8], _ name: String, _ options: Options
    ) throws -> Recording {
        let path = "\(folder)/\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try Recording.open(
            path, name: name, answerBytesMax: options.answerBytesMax,
            blockBytes: options.blockBytes)
    }
}
