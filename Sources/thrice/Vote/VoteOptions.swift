import ArgumentParser
import Foundation
import Recordings
import Voting

/// How recorded answers are voted on, where no ensemble says it.
struct VoteOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What an answer consists of, such as 'CMV bits 15; LAUNCH boolean'.",
            valueName: "schema"))
    var answer: String?

    @Option(
        help: ArgumentHelp(
            "When whole answers are the same: bytes, json, text, set, number, 'absolute 0.5', …",
            valueName: "relation"))
    var relation: String?

    @Option(help: "When two answers have what is needed: restrictive or lowest.")
    var tie: String?

    @Option(help: "What goes out when nothing is agreed on.")
    var restrictive: String?

    /// The rule of an ensemble's folder, or of a policy's text.
    ///
    /// - Parameter hasDemands: only then an ensemble's machines can be asked.
    func rule(_ text: String, replicas: Int, hasDemands: Bool) throws -> VoteRule {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: text, isDirectory: &isFolder)
        if exists || text.contains("/") {
            return try VoteRule.ofEnsemble(
                text, self, recordings: replicas, hasDemands: hasDemands)
        }
        return try VoteRule.ofPolicy(text, self, replicas: replicas)
    }

    static func check(answers: [String], demands: String?, answerBytesMax: Int?) throws {
        guard answers.count <= 64 else {
            throw ThriceError(
                .usage, "cannot vote on \(answers.count) recordings: at most 64 are one ensemble")
        }
        guard answers.filter({ $0 == "-" }).count <= 1 else {
            throw ThriceError(.usage, "cannot read standard input as two recordings")
        }
        if demands == "-", answers.contains("-") {
            throw ThriceError(
                .usage, "cannot read standard input as a recording and as the demands")
        }
        if let answerBytesMax, !(1...(1 << 24)).contains(answerBytesMax) {
            throw ThriceError(
                .usage,
                "cannot use '\(answerBytesMax)' of '--answer-bytes-max': not in 1 … 16777216")
        }
    }

    /// Gives an error of the recordings the exit status that it has for scripts.
    static func mapping<Value>(
        _ body: () throws(RecordingError) -> Value
    ) throws(ThriceError) -> Value {
        do { return try body() } catch {
            switch error {
            case .cannotOpen: throw ThriceError(.missingInput, error.message)
            case .cannotRead, .cannotWrite: throw ThriceError(.inputOutput, error.message)
            }
        }
    }
}
