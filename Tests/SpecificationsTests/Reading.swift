import Specifications

/// What reading a text came to: the values of the fields, or the flaw in words.
func read(_ text: String, by schema: DemandSchema) -> String {
    read(Array(text.utf8), by: schema)
}

func read(_ bytes: [UInt8], by schema: DemandSchema) -> String {
    var demand = ReadDemand(schema: schema)
    if let flaw = bytes.withUnsafeBytes({ schema.read($0, into: &demand) }) {
        return flaw.text(schema: schema)
    }
    return zip(schema.fields, demand.fields).map { field, value in
        if field.type == .text {
            return String(decoding: demand.texts[value.start..<value.end], as: UTF8.self)
        }
        if field.count == nil, case .bits = field.type {
            return demand.numbers[value.start..<value.end].map { "\($0)" }.joined()
        }
        if field.count == nil { return "\(value.integer)" }
        return "[\(demand.numbers[value.start..<value.end].map { "\($0)" }.joined(separator: ","))]"
    }.joined(separator: " ")
}

func schema(
    _ fields: DemandSchema.Field..., format: DemandSchema.Format = .separated(UInt8(ascii: " "))
) -> DemandSchema {
    DemandSchema(format: format, fields: fields)
}

func field(
    _ name: String, _ type: DemandSchema.Field.FieldType, range: ClosedRange<Int64>? = nil,
    count: DemandSchema.Count? = nil
) -> DemandSchema.Field {
    DemandSchema.Field(name: name, type: type, range: range, count: count)
}
