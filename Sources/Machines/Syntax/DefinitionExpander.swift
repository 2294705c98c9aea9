/// Replaces uses of definitions by their texts, as B does it: token by token, without parentheses.
struct DefinitionExpander {
    /// What a name stands for inside one expansion.
    private struct Argument {
        let tokens: ArraySlice<Token>
        let context: Context
    }

    /// Where a text is written: which expansion, and what its parameters stand for.
    private struct Context {
        var frame: Int32
        var arguments: [Name: Argument]
        /// Where the outermost use is written; nil in the text itself.
        var use: SourceSpan?
    }

    /// Definitions and arguments within one another.
    static let nestingMax = 40

    private let table: DefinitionTable
    private let names: NameTable
    private let limits: MachineLimits
    private(set) var tokens: [Token] = []
    private(set) var expansions: [Expansion] = []
    private(set) var diagnostics: [Diagnostic] = []
    private var nesting = 0

    init(_ table: DefinitionTable, names: NameTable, limits: MachineLimits) {
        self.table = table
        self.names = names
        self.limits = limits
    }

    mutating func expand(_ text: [Token]) {
        guard !table.definitions.isEmpty else {
            tokens = text
            return
        }
        do {
            try expand(text[...], Context(frame: -1, arguments: [:], use: nil))
        } catch {
            diagnostics.append(error)
        }
        if tokens.last?.kind != .endOfText, let last = text.last { tokens.append(last) }
    }

    private mutating func expand(_ text: ArraySlice<Token>, _ context: Context) throws(Diagnostic) {
        nesting += 1
        defer { nesting -= 1 }
        var position = text.startIndex
        while position < text.endIndex {
            let token = text[position]
            position += 1
            if context.frame < 0, position > text.startIndex + 1, text[position - 2].kind.names {
                try append(token)
            } else if token.kind == .identifier, let argument = context.arguments[token.name] {
                try substitute(argument, for: token, context)
            } else if token.kind == .identifier, let definition = table.definitions[token.name] {
                position = try use(definition, at: token, text, position, context)
            } else {
                var copy = token
                copy.frame = context.frame
                copy.span = context.use ?? token.span
                try append(copy)
            }
        }
    }

    private mutating func append(_ token: Token) throws(Diagnostic) {
        guard tokens.count < limits.tokensMax else {
            throw Diagnostic(
                .error, token.span,
                "more than \(limits.tokensMax) tokens after definitions are expanded")
        }
        tokens.append(token)
    }

    private mutating func substitute(
        _ argument: Argument, for token: Token, _ context: Context
    ) throws(Diagnostic) {
        try checkNesting(context.use ?? token.span, token.name)
        var inner = argument.context
        let frame = begin(token.name, parent: inner.frame, isArgument: true)
        inner.frame = frame
        try expand(argument.tokens, inner)
        expansions[Int(frame)].end = Int32(tokens.count)
    }

    /// Expands a use; returns where the text goes on after it.
    private mutating func use(
        _ definition: Definition, at token: Token, _ text: ArraySlice<Token>, _ position: Int,
        _ context: Context
    ) throws(Diagnostic) -> Int {
        let name = names[definition.name]
        let place = context.use ?? token.span
        if table.external.contains(name) {
            throw .unsupported(place, "external function '\(name)'")
        }
        var ancestor = context.frame
        while ancestor >= 0 {
            let expansion = expansions[Int(ancestor)]
            if !expansion.isArgument, expansion.definition == definition.name {
                throw Diagnostic(.error, place, "definition '\(name)' uses itself")
            }
            ancestor = expansion.parent
        }
        try checkNesting(place, definition.name)
        var arguments: [ArraySlice<Token>] = []
        var next = position
        if !definition.parameters.isEmpty {
            (arguments, next) = try readArguments(text, position, token, context)
            guard arguments.count == definition.parameters.count else {
                throw Diagnostic(
                    .error, place,
                    "definition '\(name)' takes \(definition.parameters.count) arguments, "
                        + "found \(arguments.count)")
            }
        }
        let last = next > position ? text[next - 1] : token
        let frame = begin(definition.name, parent: context.frame, isArgument: false)
        var inner = Context(
            frame: frame, arguments: [:], use: context.use ?? token.span.joined(last.span))
        for (parameter, argument) in zip(definition.parameters, arguments) {
            inner.arguments[parameter] = Argument(tokens: argument, context: context)
        }
        try expand(definition.body[...], inner)
        expansions[Int(frame)].end = Int32(tokens.count)
        return next
    }

    private mutating func begin(_ name: Name, parent: Int32, isArgument: Bool) -> Int32 {
        let start = Int32(tokens.count)
        expansions.append(
            Expansion(
                definition: name, parent: parent, start: start, end: start, isArgument: isArgument))
        return Int32(expansions.count - 1)
    }

    private func checkNesting(_ span: SourceSpan, _ name: Name) throws(Diagnostic) {
        guard nesting <= Self.nestingMax, expansions.count < limits.tokensMax else {
            throw Diagnostic(
                .error, span,
                "definition '\(names[name])' lies deeper than \(Self.nestingMax) definitions")
        }
    }

    /// Cuts `(a, b)` at the commas outside brackets.
    private func readArguments(
        _ text: ArraySlice<Token>, _ position: Int, _ token: Token, _ context: Context
    ) throws(Diagnostic) -> ([ArraySlice<Token>], Int) {
        let missing = Diagnostic(
            .error, context.use ?? token.span,
            "definition '\(names[token.name])' takes arguments, its parentheses are missing")
        guard position < text.endIndex, text[position].kind == .leftParenthesis else {
            throw missing
        }
        var depth = 0
        var start = position + 1
        var arguments: [ArraySlice<Token>] = []
        for index in position..<text.endIndex {
            switch text[index].kind {
            case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
            case .rightParenthesis, .rightBracket, .rightBrace:
                depth -= 1
                if depth == 0 {
                    arguments.append(text[start..<index])
                    return (arguments, index + 1)
                }
            case .comma where depth == 1:
                arguments.append(text[start..<index])
                start = index + 1
            default: break
            }
        }
        throw missing
    }
}
