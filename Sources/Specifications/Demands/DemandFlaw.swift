/// Why a demand cannot be read: where, and what was found there.
package struct DemandFlaw: Error, Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
        /// The demand ends before the field, or its object has no such member.
        case missing
        /// There is something after the last field.
        case surplus
        case notAnInteger
        /// A sign, or more digits than the field has.
        case notDigits
        case notANumber
        /// Outside of the field's range, or of 64 bits.
        case outOfRange
        case notBits
        case wrongWidth(found: Int)
        case notABoolean
        case notAWord
        /// A text that is not UTF-8, or in JSON no string.
        case notText
        case notAList
        case wrongCount(found: Int, expected: Int)
        /// The field that says how many there are says less than none, or more than may be read.
        case impossibleCount
        /// Of the demand as a whole: no JSON, or no object.
        case notAnObject(String)
    }

    package var reason: Reason
    /// Index in the schema's fields; nil when it is about the demand as a whole.
    package var field: Int?
    /// Index in a list.
    package var element: Int?
    /// Offset in the demand of the first byte that is wrong; nil within a member of an object.
    package var offset: Int?

    package init(_ reason: Reason, field: Int?, element: Int? = nil, offset: Int?) {
        self.reason = reason
        self.field = field
        self.element = element
        self.offset = offset
    }

    /// A lower-case fragment for people: `field 'speed': expected an integer at byte 7`.
    ///
    /// - Parameter schema: the one that the demand was read by.
    package func text(schema: DemandSchema) -> String {
        let field = self.field.flatMap { schema.fields.indices ~= $0 ? schema.fields[$0] : nil }
        var place = field.map { "field '\($0.name)'" } ?? "demand"
        if let element { place += ", value \(element)" }
        return "\(place): \(expectation(of: field, among: schema.fields.count))"
            + (offset.map { " at byte \($0)" } ?? "")
    }

    private func expectation(of field: DemandSchema.Field?, among count: Int) -> String {
        switch reason {
        case .missing: "nothing there"
        case .surplus: count == 1 ? "more than its field" : "more than its \(count) fields"
        case .notAnInteger: "expected an integer"
        case .notDigits: "expected 1 to \(field?.digits ?? 0) digits without a sign"
        case .notANumber: "expected a decimal number"
        case .outOfRange: "expected \(Self.domain(of: field))"
        case .notBits: "expected 0 or 1"
        case .wrongWidth(let found): "expected \(Self.domain(of: field)), found \(found)"
        case .notABoolean: "expected 0, 1, false or true"
        case .notAWord: "expected \(Self.domain(of: field))"
        case .notText: "expected a text of UTF-8"
        case .notAList: "expected an array"
        case .wrongCount(let found, let expected): "expected \(expected) values, found \(found)"
        case .impossibleCount:
            "'\(field?.count?.field ?? "")' asks for a number of values that is not in "
                + "0..\(DemandSchema.valuesMax)"
        case .notAnObject(let text): text
        }
    }

    /// What values a field has.
    private static func domain(of field: DemandSchema.Field?) -> String {
        switch field?.type {
        case .enumeration(let words)?:
            let shown = words.prefix(8).joined(separator: ", ")
            return "one of \(shown)\(words.count > 8 ? ", …" : "")"
        case .bits(let width)?: return width == 1 ? "1 bit" : "\(width) bits"
        case .real(let decimals)?:
            guard let range = field?.range, let decimals else { return "a number of 64 bits" }
            let ends = [range.lowerBound, range.upperBound].map {
                DecimalText.format($0, decimals: decimals)
            }
            return "a number in \(ends[0])..\(ends[1])"
        default:
            guard let range = field?.range else { return "an integer of 64 bits" }
            return "a number in \(range.lowerBound)..\(range.upperBound)"
        }
    }
}
