/// What a C text says outside its comments.
struct Words {
    /// Identifiers outside strings and character constants.
    private(set) var code: Set<String> = []
    /// Those inside.
    private(set) var quoted: Set<String> = []
    /// Whether the compiler is told something by `#pragma` or `_Pragma`.
    private(set) var hasPragma = false

    /// - Complexity: one pass.
    init(_ source: SourceText) {
        let bytes = source.bytes
        var isDirective = false
        var at = 0
        while at < bytes.count {
            switch bytes[at] {
            case 0x2f where at + 1 < bytes.count && [0x2a, 0x2f].contains(bytes[at + 1]):
                at = source.endOfComment(at, to: bytes.count)
            case 0x22, 0x27:
                let end = source.endOfLiteral(at)
                quoted.formUnion(source.identifiers(at..<end))
                at = end
            case 0x23:
                isDirective = true
                at += 1
            case let byte where source.isIdentifier(byte):
                let start = at
                while at < bytes.count, source.isIdentifier(bytes[at]) { at += 1 }
                guard !(0x30...0x39).contains(byte) else { continue }
                let word = source.text(start..<at)
                if isDirective, word == "pragma" { hasPragma = true }
                isDirective = false
                code.insert(word)
            default: at += 1
            }
        }
        if code.contains("_Pragma") { hasPragma = true }
    }

    var all: Set<String> { code.union(quoted) }

    /// Whether a pragma may say one of these.
    func pragmasMaySay(_ words: Set<String>) -> Bool {
        hasPragma && !(code.isDisjoint(with: words) && quoted.isDisjoint(with: words))
    }
}
