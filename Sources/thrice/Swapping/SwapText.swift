import ArgumentParser
import Ensembles
import Foundation
import Supervision

/// On what terms a replica is swapped; of `run` and of `swap`.
struct SwapText {
    /// Reads `OLD=NEW`, where NEW is a shadow's name or a command.
    ///
    /// - Throws: `.usage` with what is wrong.
    static func request(
        _ text: String, option: String, after: UInt64, proof: UInt64
    ) throws -> SwapRequest {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw ThriceError(
                .usage, "\(option): expected OLD=NEW, found '\(text)'",
                hint: "v02=./new, or a shadow's name behind the =")
        }
        var words: [String]
        do throws(ShellWords.Failure) { words = try ShellWords.split(String(parts[1])) } catch {
            throw ThriceError(.usage, "\(option) \(text): \(error.message)")
        }
        if let program = words.first, program.contains("/"), !program.hasPrefix("/") {
            words[0] = URL(fileURLWithPath: program).standardizedFileURL.path
        }
        return SwapRequest(
            replica: String(parts[0]), newcomer: String(parts[1]), words: words, after: after,
            proof: proof)
    }
}
