import Foundation
import Thresholds

extension StudyResult {
    /// One object, ended by a newline; keys in order, so that two runs can be compared.
    package var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }
}
