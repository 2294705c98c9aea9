extension Relation {
    /// Why it cannot serve a field of this type, as a lower-case fragment; nil when it can.
    package func flaw(for type: AnswerField.FieldType) -> String? {
        if let flaw = toleranceFlaw { return flaw }
        let allowed = type.relationNames
        if allowed.contains(name) { return nil }
        return "relation '\(name)' is not for \(type.name): "
            + "use \(allowed.dropLast().joined(separator: ", ")) or \(allowed.last ?? "")"
    }

    private var toleranceFlaw: String? {
        switch self {
        case .absolute(let most), .relative(let most):
            if most.isNaN { return "tolerance of '\(name)' is no number" }
            if most.sign == .minus { return "tolerance of '\(name)' is negative" }
            return most.isInfinite ? "tolerance of '\(name)' is infinite" : nil
        case .bits(let most): return most < 0 ? "tolerance of 'bits' is negative" : nil
        case .bytes, .json, .text, .set, .number, .ulps, .ignored: return nil
        }
    }
}

extension AnswerField.FieldType {
    /// What compares values of this type when nothing else is said. `bytes` of bit strings is
    /// `bits 0`.
    package var defaultRelation: Relation {
        switch self {
        case .integer, .real, .boolean, .enumeration: .number
        case .text, .bits: .bytes
        case .json: .json
        }
    }

    /// As it is written: `enum`.
    package var name: String {
        switch self {
        case .integer: "integer"
        case .real: "real"
        case .text: "text"
        case .bits: "bits"
        case .boolean: "boolean"
        case .enumeration: "enum"
        case .json: "json"
        }
    }

    fileprivate var relationNames: [String] {
        switch self {
        case .integer: ["number", "absolute", "relative", "bytes", "ignored"]
        case .real: ["number", "absolute", "relative", "ulps", "bytes", "ignored"]
        case .text: ["bytes", "text", "set", "ignored"]
        case .bits: ["bytes", "bits", "ignored"]
        case .boolean, .enumeration: ["number", "bytes", "ignored"]
        case .json: ["json", "bytes", "ignored"]
        }
    }
}
