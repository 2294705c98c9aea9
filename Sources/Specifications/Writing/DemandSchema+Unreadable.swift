extension DemandSchema {
    /// A demand that cannot be read by this schema; nil when none of those that are tried is one.
    package var unreadableLine: String? {
        var separator: Character = " "
        if case .separated(let byte) = format { separator = Character(UnicodeScalar(byte)) }
        let tooMany = Array(repeating: "?", count: fields.count + 1)
        let candidates = ["?", "", tooMany.joined(separator: String(separator))]
        var demand = ReadDemand(schema: self)
        return candidates.first { line in
            Array(line.utf8).withUnsafeBytes { read($0, into: &demand) } != nil
        }
    }
}
