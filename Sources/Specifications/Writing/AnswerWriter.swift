import Machines
import Voting

/// Writes outputs of an operation as an answer that a schema reads back.
package struct AnswerWriter {
    private let schema: AnswerSchema
    private let outputs: [AnswerSource]

    package init(_ schema: AnswerSchema, outputs: [AnswerSource]) {
        self.schema = schema
        self.outputs = outputs
    }

    /// Fields that no output is are 0, or their first word.
    ///
    /// - Parameter values: one an output.
    /// - Returns: nil when the values cannot be written.
    package func line(_ values: [Value]) -> String? {
        var texts: [String?] = schema.fields.map { _ in nil }
        for (source, value) in zip(outputs, values) {
            guard put(value, source, &texts) else { return nil }
        }
        var line = ""
        for (index, field) in schema.fields.enumerated() {
            guard let text = texts[index] ?? form(of: field).neutral else { return nil }
            switch schema.format {
            case .whole: return text
            case .separated(let separator):
                if index > 0, !field.isJoined {
                    line += String(decoding: [separator], as: UTF8.self)
                }
                line += text
            case .json:
                line += (index > 0 ? ", " : "{") + FieldText.quoted(field.name) + ": " + text
            }
        }
        return schema.format == .json ? line + "}" : line
    }

    private func put(_ value: Value, _ source: AnswerSource, _ texts: inout [String?]) -> Bool {
        guard source.fields.count > 1, case .set(let bits) = value else {
            let index = source.fields.lowerBound
            texts[index] = form(of: schema.fields[index]).text(value, source.form)
            return texts[index] != nil
        }
        // Bits that are fields of their own.
        guard let images = bits.listElements, images.count == source.fields.count else {
            return false
        }
        for (index, image) in zip(source.fields, images) {
            texts[index] = form(of: schema.fields[index]).text(image, .boolean)
        }
        return true
    }

    /// What stands for the field of an answer among those of demands: both are written alike.
    private func form(of field: AnswerField) -> FieldText {
        let type: DemandSchema.Field.FieldType =
            switch field.type {
            case .integer, .real: .integer
            case .boolean: .boolean
            case .text, .json: .text
            case .bits(let width): .bits(width: width)
            case .enumeration(let words): .enumeration(words)
            }
        let format: DemandSchema.Format =
            switch schema.format {
            case .json: .json
            case .separated(let separator): .separated(separator)
            // Nothing but a line's end cannot stand in it.
            case .whole: .separated(UInt8(ascii: "\n"))
            }
        return FieldText(field: DemandSchema.Field(name: field.name, type: type), format: format)
    }
}
