import Machines

/// Writes demands that a schema reads back as an operation's inputs.
package struct DemandWriter {
    private let schema: DemandSchema
    private let inputs: [InputSource]

    package init(_ schema: DemandSchema, inputs: [InputSource]) {
        self.schema = schema
        self.inputs = inputs
    }

    /// One demand without a line's end.
    ///
    /// Fields that no input reads are 0, the least of their range, or their first word. A field
    /// that only says how many there are says what fits.
    /// - Parameter values: one an input of the operation; those of what went out before are left
    ///   out.
    /// - Returns: nil when the values cannot be written: a number outside of its range, a word that
    ///   the field does not have, a list of another length than its count.
    package func line(_ values: [Value]) -> String? {
        var fields: [Value?] = schema.fields.map { _ in nil }
        var forms: [ValueForm?] = schema.fields.map { _ in nil }
        for (source, value) in zip(inputs, values) {
            guard case .demand(let field, let form) = source else { continue }
            if let known = fields[field], known != value { return nil }
            (fields[field], forms[field]) = (value, form)
        }
        var counts: [Int: Int] = [:]
        for (index, field) in schema.fields.enumerated() {
            guard let count = field.count, case .set(let list)? = fields[index] else { continue }
            guard let name = count.field, let place = schema.index(of: name) else {
                if list.count != count.factor { return nil }
                continue
            }
            guard list.count % count.factor == 0 else { return nil }
            let wanted = list.count / count.factor
            if let known = counts[place], known != wanted { return nil }
            counts[place] = wanted
        }
        for (place, count) in counts {
            let value = Value.integer(count)
            if let known = fields[place], known != value { return nil }
            (fields[place], forms[place]) = (value, .integer)
        }
        var texts: [String] = []
        for (index, field) in schema.fields.enumerated() {
            guard
                let text = text(
                    of: field, fields[index], forms[index], counts: fields)
            else { return nil }
            texts.append(text)
        }
        switch schema.format {
        case .separated(let separator):
            // An empty list is no text at all.
            return texts.filter { !$0.isEmpty }.joined(separator: Self.text(separator))
        case .json:
            let members = zip(schema.fields, texts).map { "\(FieldText.quoted($0.name)): \($1)" }
            return "{" + members.joined(separator: ", ") + "}"
        }
    }

    private static func text(_ byte: UInt8) -> String { String(decoding: [byte], as: UTF8.self) }

    private func text(
        of field: DemandSchema.Field, _ value: Value?, _ form: ValueForm?, counts: [Value?]
    ) -> String? {
        let writer = FieldText(field: field, format: schema.format)
        guard let count = field.count else {
            guard let value, let form else { return writer.neutral }
            return writer.text(value, form)
        }
        let texts: [String?]
        if case .set(let list)? = value, case .list(let form)? = form {
            guard let elements = list.listElements else { return nil }
            texts = elements.map { writer.text($0, form) }
        } else {
            var number = count.factor
            if let name = count.field {
                guard let place = schema.index(of: name) else { return nil }
                // Without a value the field says 0, or the least that it may.
                if case .integer(let times)? = counts[place] {
                    let (product, overflows) = number.multipliedReportingOverflow(by: times)
                    number = overflows ? -1 : product
                } else {
                    number = 0
                }
            }
            guard (0...DemandSchema.valuesMax).contains(number) else { return nil }
            texts = Array(repeating: writer.neutral, count: number)
        }
        let all = texts.compactMap { $0 }
        guard all.count == texts.count else { return nil }
        if schema.format == .json { return "[" + all.joined(separator: ", ") + "]" }
        guard case .separated(let separator) = schema.format else { return nil }
        return all.joined(separator: Self.text(separator))
    }
}

extension SetValue {
    /// The images of 0, 1, … in their order; nil when it is no function from `0..n-1`.
    var listElements: [Value]? {
        var images: [Value] = []
        for (index, element) in elements.enumerated() {
            guard case .pair(.integer(index), let image) = element else { return nil }
            images.append(image)
        }
        return images
    }
}
