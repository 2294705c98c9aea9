import Foundation

extension CommandOutput {
    /// One object, its keys in order.
    static func put(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try put(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n")
    }
}
