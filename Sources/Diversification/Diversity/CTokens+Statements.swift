/// Where groups and statements end; at the latest, at the end of the text.
extension CTokens {
    /// Behind the bracket that closes the one at `open`; always behind `open`.
    func endOfGroup(_ open: Int) -> Int {
        var depth = 0
        for index in open..<count {
            depth += depthChange(index)
            if depth <= 0 { return index + 1 }
        }
        return count
    }

    /// Behind the statement's semicolon, or before the brace that closes its block.
    func endOfSimpleStatement(_ start: Int) -> Int {
        var depth = 0
        for index in start..<count {
            if depth == 0, first(index) == UInt8(ascii: ";") { return index + 1 }
            depth += depthChange(index)
            if depth < 0 { return max(index, start + 1) }
        }
        return count
    }

    /// Behind a simple statement, a label, or the head of a compound statement.
    func endOfStatement(_ start: Int) -> Int {
        guard isName(start) else { return endOfSimpleStatement(start) }
        switch text(start) {
        case "else", "do": return start + 1
        case "if", "while", "for", "switch":
            guard start + 1 < count, first(start + 1) == UInt8(ascii: "(") else {
                return start + 1
            }
            return endOfGroup(start + 1)
        case "case", "default":
            let colon = (start..<count).first { first($0) == UInt8(ascii: ":") }
            return min((colon ?? count) + 1, count)
        default:
            if start + 1 < count, first(start + 1) == UInt8(ascii: ":") { return start + 2 }
            return endOfSimpleStatement(start)
        }
    }

    private func depthChange(_ index: Int) -> Int {
        switch first(index) {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): -1
        default: 0
        }
    }
}
