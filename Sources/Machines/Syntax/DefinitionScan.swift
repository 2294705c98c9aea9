/// Takes the clauses DEFINITIONS out of the tokens of a file.
struct DefinitionScan {
    private let tokens: [Token]
    private let names: NameTable
    private var position = 0
    /// The other clauses.
    private(set) var rest: [Token] = []
    private(set) var table: DefinitionTable

    init(_ tokens: [Token], names: NameTable, into table: DefinitionTable) {
        self.tokens = tokens
        self.names = names
        self.table = table
    }

    mutating func run() {
        while position < tokens.count {
            if kind(0) == .definitions {
                position += 1
                readDefinitions()
            } else {
                rest.append(tokens[position])
                position += 1
            }
        }
    }

    private func kind(_ offset: Int) -> TokenKind {
        position + offset < tokens.count ? tokens[position + offset].kind : .endOfText
    }

    private mutating func readDefinitions() {
        while true {
            while kind(0) == .semicolon { position += 1 }
            if kind(0) == .string, isEnd(1) || kind(1) == .semicolon {
                table.files.append((names[tokens[position].name], tokens[position].span))
                position += 1
                continue
            }
            guard headLength(at: 0) > 0 else { break }
            readDefinition()
        }
        guard !isEnd(0), position < tokens.count else { return }
        let token = tokens[position]
        table.diagnostics.append(
            Diagnostic(
                .error, token.span, "expected a definition, found '\(names[token.name])'",
                hint: "write 'name == text' or 'name(parameter) == text'"))
        while !isEnd(0) { position += 1 }
    }

    /// Tokens of `name ==` or `name(a, b) ==`; 0 when something else stands there.
    private func headLength(at offset: Int) -> Int {
        guard kind(offset) == .identifier else { return 0 }
        if kind(offset + 1) == .defines { return 2 }
        guard kind(offset + 1) == .leftParenthesis else { return 0 }
        var next = offset + 2
        while kind(next) == .identifier {
            if kind(next + 1) == .comma {
                next += 2
                continue
            }
            guard kind(next + 1) == .rightParenthesis, kind(next + 2) == .defines else { return 0 }
            return next + 3 - offset
        }
        return 0
    }

    /// Whether the clause ends here.
    private func isEnd(_ offset: Int) -> Bool {
        let kind = kind(offset)
        if kind == .end { return self.kind(offset + 1) == .endOfText }
        return kind == .endOfText || kind.startsClause
    }

    private mutating func readDefinition() {
        let length = headLength(at: 0)
        let head = tokens[position..<(position + length)]
        let name = tokens[position].name
        let span = tokens[position].span
        let parameters = head.dropFirst().filter { $0.kind == .identifier }.map(\.name)
        position += length
        for prefix in ["EXTERNAL_FUNCTION_", "EXTERNAL_PREDICATE_", "EXTERNAL_SUBSTITUTION_"]
        where names[name].hasPrefix(prefix) {
            table.external.insert(String(names[name].dropFirst(prefix.count)))
        }
        let body = readBody()
        if body.isEmpty {
            refuse(span, "definition '\(names[name])' has no text")
        } else if Set(parameters).count < parameters.count {
            refuse(span, "definition '\(names[name])' has two parameters of one name")
        } else if table.definitions[name] != nil {
            refuse(span, "definition '\(names[name])' stands twice")
        } else {
            table.definitions[name] = Definition(
                name: name, span: span, parameters: parameters, body: body)
        }
    }

    /// Up to the `;` before the next definition, or to the end of the clause. A loop's INVARIANT
    /// is part of a text.
    private mutating func readBody() -> [Token] {
        var body: [Token] = []
        var loops = 0
        while true {
            let kind = kind(0)
            if kind == .semicolon {
                let isFile = self.kind(1) == .string && (isEnd(2) || self.kind(2) == .semicolon)
                if headLength(at: 1) > 0 || isEnd(1) || isFile { return body }
            } else if kind == .while {
                loops += 1
            } else if kind == .invariant, loops > 0 {
                loops -= 1
            } else if isEnd(0) {
                return body
            }
            body.append(tokens[position])
            position += 1
        }
    }

    private mutating func refuse(_ span: SourceSpan, _ message: String) {
        table.diagnostics.append(Diagnostic(.error, span, message))
    }
}
