import Ensembles
import Thresholds
import Voting

/// How fields, bits and values are named on the command line: fields by number from 1, and by name
/// where there is a schema; bits by number from 0, leftmost first.
struct FieldList {
    let schema: AnswerSchema?

    /// `1,3` or `CMV,LAUNCH` as indices from 0.
    func indices(_ text: String, option: String) throws -> [Int] {
        try text.split(separator: ",", omittingEmptySubsequences: false).flatMap {
            try fields($0, option: option)
        }
    }

    /// The same, of bit strings.
    func bits(_ text: String, option: String) throws -> [Int] {
        let indices = try indices(text, option: option)
        for index in indices { try checkIsBits(index, option: option) }
        return indices
    }

    /// `2=1` or `LAUNCH=1`: field and value.
    func permissive(_ text: String) throws -> AnswerReader.PermissiveValue {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let isWord = { (value: Substring) in
            !value.isEmpty && !value.contains { $0 == " " || $0 == "\t" }
        }
        guard parts.count == 2, schema != nil || isWord(parts[1]) else {
            throw ThriceError(
                .usage, "cannot read '\(text)' of '--permissive': not FIELD=VALUE",
                hint: "--permissive 2=1")
        }
        let fields = try fields(parts[0], option: "--permissive")
        guard fields.count == 1 else {
            throw ThriceError(
                .usage,
                "cannot read '\(text)' of '--permissive': '\(parts[0])' is "
                    + "\(fields.count) fields")
        }
        let value = AnswerReader.PermissiveValue(field: fields[0], value: Array(parts[1].utf8))
        if let flaw = schema.flatMap({ value.flaw(of: $0.fields[value.field]) }) {
            throw ThriceError(.usage, "cannot read '\(text)' of '--permissive': \(flaw)")
        }
        return value
    }

    /// One of `--checked`: `1.3` is bit 3 of field 1, `2` the whole of field 2.
    struct Checked: Equatable {
        let field: Int
        let bit: Int?
    }

    func checked(_ text: String) throws -> [Checked] {
        let option = "--checked"
        return try text.split(separator: ",", omittingEmptySubsequences: false).flatMap { part in
            if let known = known(part) {
                return try known.map { field in
                    try checkIsCompared(field, option: option)
                    return Checked(field: field, bit: isOneBit(field) ? 0 : nil)
                }
            }
            guard let dot = part.lastIndex(of: ".") else {
                return try fields(part, option: option).map { Checked(field: $0, bit: nil) }
            }
            guard let bit = Int(part[part.index(after: dot)...]), bit >= 0 else {
                throw ThriceError(
                    .usage, "cannot read '\(part)' of '--checked': not FIELD or FIELD.BIT",
                    hint: "--checked 1.1,1.3 (fields count from 1, bits from 0)")
            }
            let fields = try fields(part[..<dot], option: option)
            guard fields.count == 1 else { throw unknown(part, option: option) }
            try checkIsBits(fields[0], option: option)
            return [Checked(field: fields[0], bit: bit)]
        }
    }
}

extension FieldList {
    private static let numberMax = 4096

    private func fields(_ text: Substring, option: String) throws -> [Int] {
        if let known = known(text) {
            for field in known { try checkIsCompared(field, option: option) }
            return known
        }
        guard schema == nil else { throw unknown(text, option: option) }
        throw ThriceError(
            .usage,
            "cannot read field '\(text)' of '\(option)': not a number from 1 to \(Self.numberMax)",
            hint: "fields are what spaces separate, counted from 1; names need --answer or the "
                + "folder of an ensemble with 'answer'")
    }

    /// A number; a name; what stands before the bits' numbers when each bit is a field of its own.
    private func known(_ text: Substring) -> [Int]? {
        if let number = Int(text) {
            return 1...(schema?.fields.count ?? Self.numberMax) ~= number ? [number - 1] : nil
        }
        guard let names = schema?.fields.map(\.name) else { return nil }
        if let index = names.firstIndex(of: String(text)) { return [index] }
        let bits = names.indices.filter { Self.string(of: names[$0]) == text && isOneBit($0) }
        return bits.isEmpty ? nil : bits
    }

    /// `CMV` of `CMV.3`.
    private static func string(of name: String) -> Substring? {
        guard let dot = name.lastIndex(of: "."), Int(name[name.index(after: dot)...]) != nil
        else { return nil }
        return name[..<dot]
    }

    private func isOneBit(_ field: Int) -> Bool {
        schema?.fields[field].type == .bits(width: 1)
    }

    private func unknown(_ text: Substring, option: String) -> ThriceError {
        let names = schema?.fields.map(\.name) ?? []
        let strings = names.compactMap(Self.string).map(String.init)
        let near = NearestName.of(String(text), among: names + strings)
        let shown = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
        return ThriceError(
            .usage, "cannot find field '\(text)' of '\(option)': an answer has no such field",
            hint: near.map { "did you mean '\($0)'?" } ?? "its fields are \(shown)")
    }

    private func checkIsCompared(_ field: Int, option: String) throws {
        guard let field = schema?.fields[field], field.relation == .ignored else { return }
        throw ThriceError(
            .usage, "cannot use field '\(field.name)' of '\(option)': its relation is 'ignored'")
    }

    private func checkIsBits(_ field: Int, option: String) throws {
        guard let field = schema?.fields[field] else { return }
        if case .bits = field.type { return }
        throw ThriceError(
            .usage,
            "cannot take field '\(field.name)' of '\(option)' for bits: it is '\(field.type.name)'")
    }
}
