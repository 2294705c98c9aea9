/// What a demand consists of, as far as machines must know.
package struct DemandSchema: Equatable, Sendable {
    package enum Format: Equatable, Sendable {
        /// Fields one after the other; with a space, any run of spaces and tabs between them.
        case separated(UInt8)
        case json
    }

    package struct Field: Equatable, Sendable {
        package enum FieldType: Equatable, Sendable {
            case integer
            /// A decimal as an integer of so many places behind the point; further ones are cut
            /// off. Without places it is read over, and no machine can use it.
            case real(decimals: Int?)
            case boolean
            case enumeration([String])
            /// `0` and `1`, the leftmost is bit 0: a function from `0..width-1` to BOOL.
            case bits(width: Int)
            case text
        }

        package var name: String
        package var type: FieldType
        package var range: ClosedRange<Int64>?
        /// How often it stands there, when it is a list: a function from `0..n-1`.
        package var count: Count?
        package init(
            name: String, type: FieldType, range: ClosedRange<Int64>? = nil, count: Count? = nil
        ) {
            self.name = name
            self.type = type
            self.range = range
            self.count = count
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
    package init(format: Format, fields: [Field]) {
        self.format = format
        self.fields = fields
    }
}
