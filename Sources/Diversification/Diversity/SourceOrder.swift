/// The order in which a program's texts say statements and struct fields.
///
/// Read from the tokens alone, so that any text is read, and variants of one program alike. A
/// function's statements are listed flat, in the order of the text: each simple statement and
/// declaration, each head of an `if`, loop or `switch`, each `else`, `do` and label. Two
/// statements are the same when their tokens are.
package struct SourceOrder: Sendable {
    /// By the file's number and the function's name.
    private(set) var statements: [String: ItemOrder] = [:]
    /// By the file's number and the struct's name, or that of what is first declared with it.
    private(set) var fields: [String: ItemOrder] = [:]
    /// Functions with a body.
    private(set) var functionNames: Set<String> = []
    /// Variables at file scope, and other names that stand where theirs would.
    private(set) var variableNames: Set<String> = []

    /// - Parameter files: the texts of all units, in the same order for all variants.
    package init(_ files: [[UInt8]]) {
        for (number, bytes) in files.enumerated() {
            var reader = SourceOrderReader(bytes)
            reader.read()
            for (name, digests) in reader.statements {
                statements["\(number) \(name)"] = ItemOrder(digests)
                functionNames.insert(name)
            }
            for (name, digests) in reader.fields {
                fields["\(number) \(name)"] = ItemOrder(digests)
            }
            variableNames.formUnion(reader.variables)
        }
    }

    package var statementCount: Int { statements.values.reduce(0) { $0 + $1.count } }
}

/// Finds functions, structs and variables at the file scope of one text.
private struct SourceOrderReader {
    private let tokens: CTokens
    private var at = 0
    private(set) var statements: [String: [UInt64]] = [:]
    private(set) var fields: [String: [UInt64]] = [:]
    private(set) var variables: Set<String> = []

    init(_ bytes: [UInt8]) {
        tokens = CTokens(bytes)
    }

    mutating func read() {
        while at < tokens.count { readDeclaration() }
    }

    /// What stands before parentheses and is no function.
    private static let notFunctions: Set<String> = [
        "__attribute__", "__attribute", "__declspec", "_Alignas", "alignas", "__typeof__",
        "typeof", "_Static_assert", "static_assert", "__asm__", "asm", "_Atomic", "int", "void",
        "char", "short", "long", "float", "double", "signed", "unsigned", "const", "volatile",
        "static", "extern", "inline", "_Bool", "bool", "_Noreturn",
    ]

    private mutating func readDeclaration() {
        let start = at
        let isOwn = !["extern", "typedef"].contains(tokens.text(start))
        var function: String?
        var hasValue = false
        while at < tokens.count {
            switch tokens.first(at) {
            case UInt8(ascii: "("):
                if function == nil, at > start, tokens.isName(at - 1),
                    !Self.notFunctions.contains(tokens.text(at - 1))
                {
                    function = tokens.text(at - 1)
                }
                at = tokens.endOfGroup(at)
                continue
            case UInt8(ascii: "{"):
                if let function, !hasValue { return readBody(of: function) }
                if hasValue { at = tokens.endOfGroup(at) } else { readBraces(from: start) }
                continue
            case UInt8(ascii: "="):
                if isOwn { noteVariable(after: start) }
                hasValue = true
            case UInt8(ascii: ","), UInt8(ascii: "["): if isOwn { noteVariable(after: start) }
            case UInt8(ascii: ";"), UInt8(ascii: "}"):
                if isOwn { noteVariable(after: start) }
                at += 1
                return
            default: break
            }
            at += 1
        }
    }

    private mutating func noteVariable(after start: Int) {
        guard at > start, tokens.isName(at - 1) else { return }
        variables.insert(tokens.text(at - 1))
    }

    private mutating func readBody(of function: String) {
        var digests: [UInt64] = []
        var depth = 0
        repeat {
            switch tokens.first(at) {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ";"): break
            default:
                let end = tokens.endOfStatement(at)
                digests.append(tokens.digest(at..<end))
                at = end
                continue
            }
            at += 1
        } while depth > 0 && at < tokens.count
        statements[function, default: []] += digests
    }

    /// A struct's body, or something else in braces.
    private mutating func readBraces(from start: Int) {
        let open = at
        let end = tokens.endOfGroup(open)
        at = end
        guard let word = (start..<open).last(where: { tokens.text($0) == "struct" }) else { return }
        let own = word + 1 < open && tokens.isName(open - 1) ? open - 1 : nil
        let after = (end..<tokens.count).first { tokens.first($0) != UInt8(ascii: "*") }
        guard let name = own ?? after, tokens.isName(name) else { return }
        var digests: [UInt64] = []
        var field = open + 1
        while field < end - 1 {
            let next = tokens.endOfSimpleStatement(field)
            digests.append(tokens.digest(field..<next))
            field = next
        }
        fields[tokens.text(name)] = digests
    }
}

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
