/// Answer schemas in one line, on a command line and between processes:
/// `CMV bits 15; LAUNCH boolean`, or
/// `json; speed real unit=km/h range=0..120 relation=absolute 0.5; mode enum=OFF|ON`.
///
///     schema   = [ format ";" ] field *( ";" field )
///     format   = "json" | "whole" | "separator=" byte        ; otherwise separated by blanks
///     field    = name type *( option )                       ; blanks between words
///     type     = "integer" | "real" | "text" | "bits" width | "boolean" | "json"
///              | "enum=" word *( "|" word )
///     option   = "unit=" word | "range=" number ".." number | "nonfinite" | "joined"
///              | "relation=" relation                        ; as `RelationText` has it
///
/// Options come in any order, each at most once. In names, units, enumerated words and the
/// separator, `%20` is the byte 0x20: blanks, control characters and `; % | =` must be written so.
/// Without `relation=` it is the type's own; at most 64 KiB and 64 fields.
package enum SchemaText {
    /// Read back as the same schema, when that has no flaw.
    package static func format(_ schema: AnswerSchema) -> String {
        var items: [String] = []
        switch schema.format {
        case .whole: items.append("whole")
        case .json: items.append("json")
        case .separated(UInt8(ascii: " ")): break
        case .separated(let byte): items.append("separator=\(format(separator: byte))")
        }
        return (items + schema.fields.map(format)).joined(separator: "; ")
    }

    /// A byte beyond ASCII is no character, and is always escaped.
    private static func format(separator: UInt8) -> String {
        if separator < 0x80 {
            return String(decoding: PercentText.escape(bytes: [separator]), as: UTF8.self)
        }
        let digits = [Hexadecimal.digit(separator >> 4), Hexadecimal.digit(separator & 15)]
        return "%" + String(decoding: digits, as: UTF8.self)
    }

    private static func format(_ field: AnswerField) -> String {
        var words = [PercentText.escape(field.name)]
        switch field.type {
        case .bits(let width): words.append("bits \(width)")
        case .enumeration(let choices):
            words.append("enum=" + choices.map(PercentText.escape).joined(separator: "|"))
        case .integer, .real, .text, .boolean, .json: words.append(field.type.name)
        }
        if !field.unit.isEmpty { words.append("unit=" + PercentText.escape(field.unit)) }
        if let range = field.range {
            let lower = NumberText.of(range.lowerBound)
            words.append("range=\(lower)..\(NumberText.of(range.upperBound))")
        }
        if field.allowsNonFinite { words.append("nonfinite") }
        if field.isJoined { words.append("joined") }
        if field.relation != field.type.defaultRelation {
            words.append("relation=" + RelationText.format(field.relation))
        }
        return words.joined(separator: " ")
    }
}
