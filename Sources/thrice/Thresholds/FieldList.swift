import Thresholds

/// How fields, bits and values are named on the command line.
enum FieldList {
    /// `1,3` as indices from 0.
    static func indices(_ text: String, option: String) throws -> [Int] {
        try text.split(separator: ",", omittingEmptySubsequences: false).map {
            try index($0, option: option)
        }
    }

    /// `2=1`: field and value.
    static func permissive(_ text: String) throws -> AnswerReader.PermissiveValue {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty,
            !parts[1].contains(where: { $0 == " " || $0 == "\t" })
        else {
            throw ThriceError(
                .usage, "cannot read '\(text)' of '--permissive': not FIELD=VALUE",
                hint: "--permissive 2=1")
        }
        return AnswerReader.PermissiveValue(
            field: try index(parts[0], option: "--permissive"), value: Array(parts[1].utf8))
    }

    /// One of `--checked`: `1.3` is bit 3 of field 1, `2` the whole of field 2.
    struct Checked: Equatable {
        let field: Int
        let bit: Int?

        var label: String { "\(field + 1)" + (bit.map { ".\($0)" } ?? "") }
    }

    static func checked(_ text: String) throws -> [Checked] {
        try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            let numbers = part.split(separator: ".", omittingEmptySubsequences: false)
            let field = try index(numbers[0], option: "--checked")
            guard numbers.count > 1 else { return Checked(field: field, bit: nil) }
            guard numbers.count == 2, let bit = Int(numbers[1]), bit >= 0 else {
                throw ThriceError(
                    .usage, "cannot read '\(part)' of '--checked': not FIELD or FIELD.BIT",
                    hint: "--checked 1.1,1.3 (fields count from 1, bits from 0)")
            }
            return Checked(field: field, bit: bit)
        }
    }

    private static func index(_ text: Substring, option: String) throws -> Int {
        guard let number = Int(text), 1...4096 ~= number else {
            throw ThriceError(
                .usage, "cannot read field '\(text)' of '\(option)': not a number from 1 to 4096",
                hint: "fields are what spaces separate, counted from 1")
        }
        return number - 1
    }
}
