/// Relations as people write them in flags and configuration: `bytes`, `json`, `text`, `set`,
/// `number`, `absolute 0.0005`, `relative 1e-6`, `ulps 4`, `bits 2`, `ignored`.
package enum RelationText {
    /// Read back as the same relation.
    package static func format(_ relation: Relation) -> String {
        switch relation {
        case .absolute(let most), .relative(let most):
            "\(relation.name) \(NumberText.of(most))"
        case .ulps(let most): "\(relation.name) \(most)"
        case .bits(let most): "\(relation.name) \(most)"
        case .bytes, .json, .text, .set, .number, .ignored: relation.name
        }
    }

    /// - Parameter text: one or two words, blanks around them; at most 64 KiB.
    package static func parse(_ text: String) throws(TextFlaw) -> Relation {
        var words = try TextWords(text)
        let relation = try parse(&words)
        let rest = words.next
        if !rest.isEmpty {
            throw TextFlaw("expected nothing after '\(format(relation))'", at: rest.lowerBound)
        }
        return relation
    }

    static func parse(_ words: inout TextWords) throws(TextFlaw) -> Relation {
        let name = words.take()
        switch words.text(name) {
        case "bytes": return .bytes
        case "json": return .json
        case "text": return .text
        case "set": return .set
        case "number": return .number
        case "ignored": return .ignored
        case "absolute": return .absolute(try tolerance(&words))
        case "relative": return .relative(try tolerance(&words))
        case "ulps": return .ulps(try count(&words, "a number of doubles"))
        case "bits": return .bits(try count(&words, "a number of places"))
        default:
            let names = "bytes, json, text, set, number, absolute, relative, ulps, bits, ignored"
            throw TextFlaw("expected a relation: \(names)", at: name.lowerBound)
        }
    }

    private static func tolerance(_ words: inout TextWords) throws(TextFlaw) -> Double {
        let word = words.take()
        guard let most = NumberText.parse(words.text(word)), most.isFinite, most.sign == .plus
        else { throw TextFlaw("expected a tolerance of at least 0", at: word.lowerBound) }
        return most
    }

    private static func count<Count: FixedWidthInteger>(
        _ words: inout TextWords, _ what: String
    ) throws(TextFlaw) -> Count {
        let word = words.take()
        let text = words.text(word)
        guard let count = Count(text), text.utf8.first != UInt8(ascii: "+"),
            text.utf8.first != UInt8(ascii: "-")
        else { throw TextFlaw("expected \(what)", at: word.lowerBound) }
        return count
    }
}
