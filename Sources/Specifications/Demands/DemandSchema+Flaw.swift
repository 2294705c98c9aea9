extension DemandSchema {
    /// Why demands cannot be read by it, as a lower-case fragment; nil when they can.
    package var flaw: String? {
        if !(1...Self.fieldsMax ~= fields.count) {
            return "\(fields.count) fields: a demand has 1 to \(Self.fieldsMax)"
        }
        if let flaw = separatorFlaw { return flaw }
        for (index, field) in fields.enumerated() {
            if let flaw = field.flaw(in: format) ?? countFlaw(of: field, before: index) {
                return "field '\(field.name)': \(flaw)"
            }
        }
        let names = fields.map(\.name).sorted()
        return zip(names, names.dropFirst()).first { $0 == $1 }.map { "two fields '\($0.0)'" }
    }

    private var separatorFlaw: String? {
        guard case .separated(let byte) = format else {
            return isExact ? "exact: only with format: separated" : nil
        }
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            return "separator is part of values: use another byte than a letter, digit or one of "
                + "'+-.'"
        case UInt8(ascii: "\n"): return "separator is the end of a line"
        default: return nil
        }
    }

    private func countFlaw(of field: Field, before index: Int) -> String? {
        guard let count = field.count else { return nil }
        switch field.type {
        case .bits, .text: return "count: a list of \(field.type.name) cannot be read"
        case .integer, .real, .boolean, .enumeration: break
        }
        if !(1...Self.valuesMax ~= count.factor) {
            return "count: \(count.factor) is out of range (1 to \(Self.valuesMax))"
        }
        guard let name = count.field else { return nil }
        let earlier = fields[..<index].first { $0.name == name }
        guard let earlier, earlier.type == .integer, earlier.count == nil else {
            return "count: '\(name)' is no integer field before it"
        }
        return nil
    }
}

extension DemandSchema.Field {
    fileprivate func flaw(in format: DemandSchema.Format) -> String? {
        if name.isEmpty { return "it has no name" }
        if let digits {
            if type != .integer { return "digits: only integers have them" }
            if !(1...DemandSchema.digitsMax ~= digits) {
                return "digits: \(digits) is out of range (1 to \(DemandSchema.digitsMax))"
            }
        }
        switch type {
        case .bits(let width) where !(1...DemandSchema.valuesMax ~= width):
            return "\(width) bits: a bit string has 1 to \(DemandSchema.valuesMax)"
        case .real(let decimals?) where !(0...DemandSchema.decimalsMax ~= decimals):
            return "decimals: \(decimals) is out of range (0 to \(DemandSchema.decimalsMax))"
        case .enumeration(let words):
            if let flaw = Self.flaw(of: words, in: format) { return flaw }
        default: break
        }
        guard range != nil else { return nil }
        switch type {
        case .integer, .real(_?): return nil
        case .real(nil): return "range: only with decimals"
        default: return "range: only numbers have one"
        }
    }

    private static func flaw(of words: [String], in format: DemandSchema.Format) -> String? {
        if words.isEmpty { return "an enumeration has at least one word" }
        let sorted = words.sorted()
        if let word = zip(sorted, sorted.dropFirst()).first(where: { $0 == $1 })?.0 {
            return "two words '\(word)'"
        }
        guard case .separated(let separator) = format else { return nil }
        let isSpaced = separator == UInt8(ascii: " ")
        for word in words {
            if word.isEmpty { return "an enumeration's word is empty" }
            if [word.utf8.first, word.utf8.last].contains(where: { $0.map(Piece.isBlank) ?? true })
                || word.utf8.contains(where: { $0 == separator || isSpaced && Piece.isBlank($0) })
            {
                return "word '\(word)' can never be one field"
            }
        }
        return nil
    }
}
