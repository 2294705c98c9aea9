import BigInt

extension Parser {
    /// A formula without operators around it.
    func primary() throws(Failure) -> NodeID {
        switch kind {
        case .identifier: try identifier()
        case .leftParenthesis: try parenthesised()
        case .leftBrace: try braced()
        case .leftBracket: try bracketed()
        case .forAll, .exists: try quantifier()
        case .lambda, .sum, .product, .quantifiedUnion, .quantifiedIntersection:
            try quantifiedExpression()
        case .not, .bool: try wrappedPredicate()
        case .unaryWord: try unaryWord()
        case .firstProjection, .secondProjection, .iterate: try binaryWord()
        case .record, .recordSet: try record()
        case .successor, .predecessor: try step()
        case .less, .if, .let: try lessUsual()
        default: try constant()
        }
    }

    private func constant() throws(Failure) -> NodeID {
        switch kind {
        case .integer: return try integer(BigInt(names[token.name]) ?? 0)
        case .maximumInteger: return try integer(BigInt(limits.integerMax))
        case .minimumInteger: return try integer(BigInt(limits.integerMin))
        case .string: return try leaf(.string(token.name))
        case .trueValue: return try leaf(.boolean(true))
        case .falseValue: return try leaf(.boolean(false))
        case .trueConstant: return try leaf(.constant(true))
        case .falseConstant: return try leaf(.constant(false))
        case .emptySet: return try leaf(.set(syntax.tree.list([])))
        case .emptySequence: return try leaf(.sequence(syntax.tree.list([])))
        case .builtInSet:
            guard let set = BuiltInSet(rawValue: names[token.name]) else { break }
            return try leaf(.builtIn(set))
        default: break
        }
        throw failed(expecting: "an expression or a predicate")
    }

    private func integer(_ value: BigInt) throws(Failure) -> NodeID {
        try leaf(.integer(syntax.tree.add(integer: value)))
    }

    private func identifier() throws(Failure) -> NodeID {
        let start = position
        let name = token.name
        position += 1
        let local = scope[name]?.last
        guard kind == .before else {
            let form: SyntaxForm = local.map { .local($0) } ?? .identifier(name)
            return try make(form, from: start, depth: 0)
        }
        guard changing.contains(name) else {
            if isInLoopInvariant { throw unsupported(tokens[start], "x$0 in a loop's INVARIANT") }
            throw failed(
                at: tokens[start], "'\(names[name])$0' has no meaning here",
                hint: "it is the value before in the predicate of '\(names[name]) : (P)'")
        }
        position += 1
        let form: SyntaxForm = local.map { .beforeLocal($0) } ?? .before(name)
        return try make(form, from: start, depth: 0)
    }

    private func parenthesised() throws(Failure) -> NodeID {
        let start = tokens[position].span
        position += 1
        let node = try formula(InfixOperator.Priority.lowest, .parenthesised)
        try expect(.rightParenthesis)
        syntax.tree.widen(node, to: start.joined(tokens[position - 1].span))
        return node
    }

    private func lessUsual() throws(Failure) -> NodeID {
        if kind == .less, kind(1) == .greater {
            position += 1
            return try leaf(.sequence(syntax.tree.list([])))
        }
        if kind == .if { throw unsupported(token, "IF as an expression or predicate") }
        if kind == .let { throw unsupported(token, "LET as an expression or predicate") }
        throw failed(expecting: "an expression or a predicate")
    }

    /// Items that commas part, up to a closing bracket, which is read.
    func items(_ context: Context, upTo end: TokenKind) throws(Failure) -> [NodeID] {
        var items: [NodeID] = []
        if accepts(end) { return items }
        repeat {
            items.append(try expression(context))
        } while accepts(.comma)
        if end == .rightBrace, kind == .bar || kind == .dot {
            throw unsupported(token, "comprehension with an expression before the bar")
        }
        try expect(end)
        return items
    }

    private func bracketed() throws(Failure) -> NodeID {
        let start = position
        position += 1
        let items = try items(.bracedItem, upTo: .rightBracket)
        return try make(.sequence(syntax.tree.list(items)), from: start, depth: depth(items))
    }

    private func braced() throws(Failure) -> NodeID {
        let start = position
        position += 1
        guard isComprehension else {
            let items = try items(.bracedItem, upTo: .rightBrace)
            return try make(.set(syntax.tree.list(items)), from: start, depth: depth(items))
        }
        let locals = try bind(identifiers(), .local)
        try expect(.bar)
        let condition = try predicate()
        release(locals)
        try expect(.rightBrace)
        return try make(.comprehension(locals, condition), from: start, depth: depth(condition))
    }

    /// Whether `x, y |` stands here.
    private var isComprehension: Bool {
        var offset = 0
        while kind(offset) == .identifier {
            if kind(offset + 1) == .bar { return true }
            guard kind(offset + 1) == .comma else { return false }
            offset += 2
        }
        return false
    }

    func identifiers() throws(Failure) -> [Token] {
        var found: [Token] = []
        repeat {
            found.append(try expectIdentifier())
        } while accepts(.comma)
        return found
    }

    /// `x.(` or `(x, y).(`, both parentheses open at the end; binds the names.
    private func bound() throws(Failure) -> LocalList {
        let isList = accepts(.leftParenthesis)
        let declared = try identifiers()
        if isList { try expect(.rightParenthesis) }
        let locals = try bind(declared, .local)
        try expect(.dot)
        try expect(.leftParenthesis)
        return locals
    }

    private func quantifier() throws(Failure) -> NodeID {
        let start = position
        let isForAll = kind == .forAll
        position += 1
        let locals = try bound()
        let body = try predicate()
        release(locals)
        try expect(.rightParenthesis)
        let form: SyntaxForm = isForAll ? .forAll(locals, body) : .exists(locals, body)
        return try make(form, from: start, depth: depth(body))
    }

    private func quantifiedExpression() throws(Failure) -> NodeID {
        let start = position
        let kind = kind
        position += 1
        let locals = try bound()
        let condition = try predicate()
        try expect(.bar)
        let value = try expression(.parenthesised)
        release(locals)
        try expect(.rightParenthesis)
        let form: SyntaxForm
        if kind == .lambda {
            form = .lambda(locals, condition, value)
        } else {
            guard let which = QuantifiedOperator(rawValue: kind.rawValue) else { throw Failure() }
            form = .quantified(which, locals, condition, value)
        }
        return try make(form, from: start, depth: depth(condition, value))
    }

    /// `not(P)` and `bool(P)`.
    private func wrappedPredicate() throws(Failure) -> NodeID {
        let start = position
        let isNot = kind == .not
        position += 1
        try expect(.leftParenthesis)
        let inner = try predicate()
        try expect(.rightParenthesis)
        return try make(isNot ? .not(inner) : .truth(inner), from: start, depth: depth(inner))
    }

    private func unaryWord() throws(Failure) -> NodeID {
        let start = position
        guard let unary = UnaryOperator.words[names[token.name]] else {
            throw failed(expecting: "an operator")
        }
        position += 1
        try expect(.leftParenthesis)
        let inner = try expression(.parenthesised)
        try expect(.rightParenthesis)
        return try make(.unary(unary, inner), from: start, depth: depth(inner))
    }

    /// `prj1(S, T)`, `prj2(S, T)` and `iterate(r, n)`.
    private func binaryWord() throws(Failure) -> NodeID {
        let start = position
        guard let binary = BinaryOperator(rawValue: kind.rawValue) else {
            throw failed(expecting: "an operator")
        }
        position += 1
        try expect(.leftParenthesis)
        let left = try expression(.bracedItem)
        guard accepts(.comma) else {
            if binary != .iterate {
                throw unsupported(tokens[start], "\(binary.rawValue) with one argument")
            }
            throw failed(expecting: "','")
        }
        let right = try expression(.bracedItem)
        try expect(.rightParenthesis)
        return try make(.binary(binary, left, right), from: start, depth: depth(left, right))
    }

    /// `rec(a: E, b: F)` and `struct(a: S, b: T)`.
    private func record() throws(Failure) -> NodeID {
        let start = position
        let isRecord = kind == .record
        position += 1
        try expect(.leftParenthesis)
        var parts: [NodeID] = []
        var labels: Set<Name> = []
        repeat {
            let first = position
            let label = try expectIdentifier()
            guard labels.insert(label.name).inserted else {
                throw failed(at: label, "label \(text(label)) stands twice")
            }
            try expect(.member)
            let value = try expression(.bracedItem)
            parts.append(try make(.labelled(label.name, value), from: first, depth: depth(value)))
        } while accepts(.comma)
        try expect(.rightParenthesis)
        let list = syntax.tree.list(parts)
        return try make(
            isRecord ? .record(list) : .recordSet(list), from: start, depth: depth(parts))
    }

    /// `succ(E)` is `E + 1`, `succ` alone a function.
    private func step() throws(Failure) -> NodeID {
        let start = position
        let isSuccessor = kind == .successor
        position += 1
        guard kind == .leftParenthesis else {
            let local = Int32(syntax.locals.count)
            syntax.locals.append(
                MachineSyntax.Local(
                    name: tokens[start].name, span: tokens[start].span, role: .local,
                    isAssignable: false))
            return try make(.step(local, by: isSuccessor ? 1 : -1), from: start, depth: 2)
        }
        position += 1
        let value = try expression(.parenthesised)
        try expect(.rightParenthesis)
        let one = try make(.integer(syntax.tree.add(integer: 1)), from: start, depth: 0)
        return try make(
            .binary(isSuccessor ? .add : .subtract, value, one), from: start, depth: depth(value))
    }
}
