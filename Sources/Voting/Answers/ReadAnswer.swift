/// One answer, read by a schema: values that relations compare. Kept and used again.
package struct ReadAnswer: Sendable {
    /// One field of it.
    package struct Value: Equatable, Sendable {
        /// Integers and reals; 0 and 1 of a boolean; the index of an enumeration's word;
        /// otherwise NaN.
        package var number = Double.nan
        /// Integers exactly: a double has only 53 bits.
        package var integer: Int64 = 0
        /// Where the form that is compared stands in `forms`; empty for numbers, unless their
        /// bytes are compared.
        package var start = 0
        package var end = 0
    }

    /// One a field of the schema; after a malformation, no values.
    package internal(set) var values: [Value]
    /// The bytes that are compared: as written, or in the relation's canonical form.
    package internal(set) var forms: [UInt8] = []

    /// The names of a JSON object's members as `json` writes them.
    let memberNames: [[UInt8]]
    /// Room to work in, kept from one answer to the next.
    var json = CanonicalJSON()
    var words = WordSet()

    package init(schema: AnswerSchema) {
        values = Array(repeating: Value(), count: schema.fields.count)
        memberNames =
            schema.format == .json ? schema.fields.map { CanonicalJSON.name($0.name) } : []
    }

    /// Bytes of room that it keeps for the next answer.
    package var keptByteCount: Int { forms.capacity + json.keptByteCount + words.keptByteCount }

    /// Gives the room of a long answer back.
    mutating func trim() {
        if keptByteCount <= Self.keptBytesMax { return }
        forms = []
        json = CanonicalJSON()
        words = WordSet()
    }

    /// There is one of these a replica and slot: longer answers are worth an allocation.
    package static let keptBytesMax = 16 << 10

    /// The form of one field.
    package func form(of field: Int) -> ArraySlice<UInt8> {
        forms[values[field].start..<values[field].end]
    }
}
