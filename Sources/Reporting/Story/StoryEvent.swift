import Foundation

/// One line of a run's `events.jsonl`, as far as its story needs it.
package struct StoryEvent: Decodable, Equatable, Sendable {
    package var nanoseconds: UInt64
    package var event: String
    package var replica: String?
    package var demand: UInt64?
    var process: Int?
    var who: String?
    var state: String?
    var silentNanoseconds: UInt64?
    var loss: String?
    var signal: Int?
    var exitCode: Int?
    var delayNanoseconds: UInt64?
    var colour: String?
    var isBlamed: Bool?
    var cause: String?
    var reason: String?
    var missing: [String]?
    var held: Bool?
    var unrecorded: Bool?
    var condition: String?
    var count: Int?
    var outside: Bool?
    var seed: UInt64?
    var folder: String?
    var spare: String?
    var newcomer: String?
    var result: String?
    var ballots: [String: String]?
    var rejections: [String: String]?
    var explanation: ExplanationRecord?

    /// - Throws: `StoryError`, when the line is none that a run writes.
    package init(line: some Sequence<UInt8>) throws(StoryError) {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(line))
        } catch DecodingError.keyNotFound(let key, _) {
            throw StoryError(reason: "it has no '\(key.stringValue)'")
        } catch DecodingError.typeMismatch(_, let context) {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw StoryError(reason: "'\(path)' is of another type")
        } catch {
            throw StoryError(reason: "it is not one JSON object")
        }
    }
}

/// Why a line of `events.jsonl` cannot be read.
package struct StoryError: Error, Equatable {
    package let reason: String

    package init(reason: String) { self.reason = reason }
}
