/// What a demand consists of, as far as machines must know.
package struct DemandSchema: Equatable, Sendable {
    package enum Format: Equatable, Sendable {
        /// Fields one after the other; with a space, any run of spaces and tabs between them,
        /// otherwise blanks around a value are no part of it, except around text.
        case separated(UInt8)
        /// One object, a field is its member of that name, a list is an array; other members are
        /// ignored. Bit strings, words and texts are strings; `0` and `1` are booleans, too.
        case json
    }

    package struct Field: Equatable, Sendable {
        package enum FieldType: Equatable, Sendable {
            case integer
            /// A decimal as an integer of so many places behind the point, exactly; further ones
            /// are cut off, toward zero. Without places it is read over, and no machine can use
            /// it.
            case real(decimals: Int?)
            /// `0`, `1`, `false`, `true`.
            case boolean
            case enumeration([String])
            /// `0` and `1`, the leftmost is bit 0: a function from `0..width-1` to BOOL.
            case bits(width: Int)
            /// UTF-8.
            case text
        }

        package var name: String
        package var type: FieldType
        /// Of integers, and of reals in units of their last place; a value outside cannot be read.
        /// It binds what is written, before anything is cut off.
        package var range: ClosedRange<Int64>?
        /// How often it stands there, when it is a list: a function from `0..n-1`.
        package var count: Count?
        /// Of integers: written with 1 to so many digits and without a sign; nil: as usual.
        package var digits: Int?
        package init(
            name: String, type: FieldType, range: ClosedRange<Int64>? = nil,
            count: Count? = nil, digits: Int? = nil
        ) {
            self.name = name
            self.type = type
            self.range = range
            self.count = count
            self.digits = digits
        }
    }

    /// A fixed number of values, or a multiple of what an earlier integer field says.
    package struct Count: Equatable, Sendable {
        package var factor: Int
        /// The earlier field's name; nil: `factor` values.
        package var field: String?
        package init(factor: Int, field: String? = nil) {
            self.factor = factor
            self.field = field
        }
    }

    package var format: Format
    package var fields: [Field]
    /// Of `separated`: exactly one separator between two values and no blanks around them, so that
    /// the machines find unreadable what a strict program does.
    package var isExact: Bool
    package init(format: Format, fields: [Field], isExact: Bool = false) {
        self.format = format
        self.fields = fields
        self.isExact = isExact
    }

    package static let fieldsMax = 256
    /// Values of one list, and bits of one bit string.
    package static let valuesMax = 65_536
    package static let decimalsMax = 18
    package static let digitsMax = 18

    /// Index of the field of this name.
    package func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }
}

extension DemandSchema.Field.FieldType {
    package var name: String {
        switch self {
        case .integer: "integer"
        case .real: "real"
        case .boolean: "boolean"
        case .enumeration: "enumeration"
        case .bits: "bits"
        case .text: "text"
        }
    }
}

extension DemandSchema {
    /// Reads a range as it is written: `0..120`, `-1.5..1e3`.
    ///
    /// - Parameter decimals: places behind the point, 0...18.
    /// - Returns: both ends in units of the last place; nil for anything else, and for an end that
    ///   has further places.
    package static func range(_ text: String, decimals: Int) -> ClosedRange<Int64>? {
        guard let dots = text.firstRange(of: ".."),
            let lower = number(text[..<dots.lowerBound], decimals),
            let upper = number(text[dots.upperBound...], decimals), lower <= upper
        else { return nil }
        return lower...upper
    }

    private static func number(_ text: Substring, _ decimals: Int) -> Int64? {
        let bytes = Array(text.utf8)
        // A digit at both ends, so that 0...5 is not 0 to 0.5.
        guard let last = bytes.last, Piece.digit(last) != nil, bytes.first != UInt8(ascii: ".")
        else { return nil }
        return bytes.withUnsafeBytes { buffer in
            let piece = Piece(buffer, 0..<buffer.count)
            guard let scaled = try? DecimalText.read(piece, decimals: decimals), !scaled.isCut
            else { return nil }
            return scaled.value
        }
    }
}
