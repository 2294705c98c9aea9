/// Reads tokens into the syntax of one machine.
///
/// Formulas are read by priorities, so that a nesting costs few calls whatever the operator; all
/// recursion is counted and ends at `MachineLimits.depthMax`.
/// A class, so that calls within one another hand on a pointer: depth is paid in stack.
final class Parser {
    /// Thrown after the error has been recorded.
    struct Failure: Error {}

    let tokens: [Token]
    let names: NameTable
    let limits: MachineLimits
    var syntax: MachineSyntax
    var position = 0
    var diagnostics: [Diagnostic] = []
    /// Calls that are open, see `enter`.
    var nesting = 0
    /// What a bound name means here: the innermost is last.
    var scope: [Name: [Int32]] = [:]
    /// Names whose `$0` has a meaning here.
    var changing: [Name] = []
    var isInLoopInvariant = false
    /// Names that have been warned about.
    var warned: Set<Name> = []
    var regrouped: Set<Name> = []
    /// Constructs of implementations that have been warned about.
    var concrete: Set<String> = []
    /// Substitutions that stood between BEGIN and END.
    var blocks: Set<NodeID> = []

    init(
        _ tokens: [Token], expansions: [Expansion], file: Int32, names: NameTable,
        limits: MachineLimits
    ) {
        self.tokens = tokens
        self.names = names
        self.limits = limits
        let span = tokens.first?.span ?? SourceSpan(file: file, start: 0, end: 0)
        syntax = MachineSyntax(file: file, span: span)
        syntax.expansions = expansions
    }

    var token: Token { tokens[min(position, tokens.count - 1)] }
    var kind: TokenKind { token.kind }

    func kind(_ offset: Int) -> TokenKind {
        position + offset < tokens.count ? tokens[position + offset].kind : .endOfText
    }

    func text(_ token: Token) -> String {
        if token.kind == .endOfText { return TokenKind.endOfText.rawValue }
        let text = names[token.name]
        return text.utf8.count > 60 ? "'\(text.prefix(57))…'" : "'\(text)'"
    }
}

extension Parser {
    func accepts(_ kind: TokenKind) -> Bool {
        guard self.kind == kind else { return false }
        position += 1
        return true
    }

    func expect(_ kind: TokenKind) throws(Failure) {
        if self.kind == kind {
            position += 1
            return
        }
        throw failed(expecting: "'\(kind.rawValue)'")
    }

    func expectIdentifier() throws(Failure) -> Token {
        guard kind == .identifier else {
            if let name = hidingDefinition {
                diagnostics.append(
                    Diagnostic(
                        .error, token.span,
                        "definition '\(name)' hides this name: its text \(text(token)) stands here",
                        hint: "give one of the two another name"))
                throw Failure()
            }
            throw failed(expecting: "an identifier")
        }
        position += 1
        return tokens[position - 1]
    }

    /// Records that something else was expected here.
    func failed(expecting expected: String) -> Failure {
        let known = kind == .identifier || kind == .endOfText ? "" : wordNote
        return failed(at: token, "expected \(expected), found \(text(token))\(known)")
    }

    private var wordNote: String {
        let first = names[token.name].unicodeScalars.first
        let isWord = kind != .string && (first?.properties.isAlphabetic ?? false)
        return isWord ? ", a word of B" : ""
    }

    func failed(at token: Token, _ message: String, hint: String = "") -> Failure {
        diagnostics.append(
            Diagnostic(.error, token.span, message + mention(token.frame), hint: hint))
        return Failure()
    }

    func unsupported(_ token: Token, _ name: String) -> Failure {
        diagnostics.append(.unsupported(token.span, name))
        return Failure()
    }

    /// ` (in definition 'x')` for what came out of one.
    func mention(_ frame: Int32) -> String {
        var frame = frame
        while frame >= 0 {
            let expansion = syntax.expansions[Int(frame)]
            if !expansion.isArgument { return " (in definition '\(names[expansion.definition])')" }
            frame = expansion.parent
        }
        return ""
    }

    /// The definition of which the text begins here; of several, the one that is written here.
    private var hidingDefinition: String? {
        var (frame, found) = (token.frame, String?.none)
        while frame >= 0 {
            let expansion = syntax.expansions[Int(frame)]
            guard expansion.start == position else { break }
            if !expansion.isArgument { found = names[expansion.definition] }
            frame = expansion.parent
        }
        return found
    }

    /// Leaves everything that was open when an error was met.
    func forget() {
        (nesting, scope, changing, isInLoopInvariant) = (0, [:], [], false)
    }

    /// Counts one nesting; the caller takes it back.
    func enter() throws(Failure) {
        nesting += 1
        if nesting > limits.depthMax {
            throw failed(at: token, "nested deeper than \(limits.depthMax) levels")
        }
    }
}

extension Parser {
    /// A node over given children; `from` is the index of its first token.
    func make(
        _ form: SyntaxForm, from start: Int, depth: Int32
    ) throws(Failure) -> NodeID {
        let last = tokens[max(start, position - 1)].span
        let span = tokens[start].span.joined(last)
        return try add(form, span, depth: depth, at: start)
    }

    func add(
        _ form: SyntaxForm, _ span: SourceSpan, depth: Int32, at start: Int
    ) throws(Failure) -> NodeID {
        guard Int(depth) < limits.depthMax else {
            throw failed(at: tokens[start], "nested deeper than \(limits.depthMax) levels")
        }
        let own: Int32 = form.sort == .part ? 0 : 1
        return syntax.tree.add(form, span, depth: depth + own, frame: tokens[start].frame)
    }

    func leaf(_ form: SyntaxForm) throws(Failure) -> NodeID {
        position += 1
        return try make(form, from: position - 1, depth: 0)
    }

    func depth(_ nodes: NodeID...) -> Int32 { syntax.tree.depth(nodes) }

    func depth(_ nodes: [NodeID]) -> Int32 { syntax.tree.depth(nodes) }

    func require(_ sort: SyntaxForm.Sort, _ node: NodeID) throws(Failure) {
        let found = syntax.tree[node].form.sort
        guard found != sort else { return }
        let entry = syntax.tree[node]
        let hint = sort == .predicate ? "of a BOOL write 'x = TRUE'" : "write 'bool(P)'"
        diagnostics.append(
            Diagnostic(
                .error, entry.span,
                "expected \(sort.rawValue), found \(found.rawValue)\(mention(entry.frame))",
                hint: hint))
        throw Failure()
    }

    /// Adds locals, side by side, and makes them visible.
    func bind(
        _ declared: [Token], _ role: CheckedMachine.Symbol.Role, isAssignable: Bool = false
    ) throws(Failure) -> LocalList {
        let start = syntax.locals.count
        for (index, token) in declared.enumerated() {
            if declared[..<index].contains(where: { $0.name == token.name }) {
                throw failed(at: token, "'\(names[token.name])' stands twice in one list")
            }
        }
        for token in declared {
            try refuseDot(token)
            warnIfShort(token)
            scope[token.name, default: []].append(Int32(syntax.locals.count))
            syntax.locals.append(
                MachineSyntax.Local(
                    name: token.name, span: token.span, role: role, isAssignable: isAssignable))
        }
        return LocalList(start: Int32(start), count: Int32(declared.count))
    }

    func release(_ locals: LocalList) {
        for local in locals.range { scope[syntax.locals[local].name]?.removeLast() }
    }

    /// A dot belongs to the names of renamed machines.
    func refuseDot(_ token: Token) throws(Failure) {
        guard names[token.name].utf8.contains(UInt8(ascii: ".")) else { return }
        throw failed(at: token, "cannot declare \(text(token)): a name has no dot")
    }

    /// Strict B refuses names of one letter; files in the wild are full of them.
    func warnIfShort(_ token: Token) {
        guard names[token.name].unicodeScalars.count == 1, warned.insert(token.name).inserted,
            warned.count <= Diagnostic.countMax
        else { return }
        diagnostics.append(
            Diagnostic(
                .warning, token.span, "'\(names[token.name])' has one letter only",
                hint: "strict B wants two or more"))
    }

    /// Refuses a definition whose operator takes an operand from outside of it: B replaces text, so
    /// that `AA * 2` with `AA == 1 + 1` is 3; other tools take 4.
    func checkGrouping(of operation: Int, from start: Int, to end: Int) {
        let frame = tokens[operation].frame
        guard frame >= 0 else { return }
        let expansion = syntax.expansions[Int(frame)]
        guard start < Int(expansion.start) || end > Int(expansion.end) else { return }
        guard regrouped.insert(expansion.definition).inserted else { return }
        let kind = expansion.isArgument ? "argument" : "definition"
        diagnostics.append(
            Diagnostic(
                .error, tokens[operation].span,
                "\(text(tokens[operation])) of \(kind) '\(names[expansion.definition])' would "
                    + "take an operand from outside of it",
                hint: "put the text into parentheses",
                unsupported: "\(kind) that is regrouped where it stands"))
    }
}
