/// Finds functions, structs and variables at the file scope of one text.
struct SourceOrderReader {
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
                // The name of a function that returns a pointer to one stands inside.
                let isInside = at + 1 < tokens.count && tokens.first(at + 1) == UInt8(ascii: "*")
                at = function == nil && isInside ? at + 1 : tokens.endOfGroup(at)
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
