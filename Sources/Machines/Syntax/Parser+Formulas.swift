import BigInt

extension Parser {
    /// Which operators belong to a formula where it stands.
    struct Context {
        /// `;` and `||`, which elsewhere part substitutions.
        var composes: Bool
        /// `,`, which elsewhere parts the items of a list.
        var pairs: Bool

        static let plain = Context(composes: false, pairs: true)
        static let item = Context(composes: false, pairs: false)
        static let parenthesised = Context(composes: true, pairs: true)
        static let bracedItem = Context(composes: true, pairs: false)
    }

    /// What has been read of a formula: a run of one associative operator is held back so that it
    /// can be built flat.
    private struct Chain {
        /// Indices of the first token, and of the first one after the last operator.
        let start: Int
        var adjacent: Int
        /// One operand, or those of the run.
        var operands: [NodeID]
        var run: TokenKind?
    }

    func predicate(_ context: Context = .plain) throws(Failure) -> NodeID {
        let node = try formula(InfixOperator.Priority.lowest, context)
        try require(.predicate, node)
        return node
    }

    func expression(_ context: Context = .item) throws(Failure) -> NodeID {
        let node = try formula(InfixOperator.Priority.lowest, context)
        try require(.expression, node)
        return node
    }

    /// What an operator here asks of its right side; nil when none belongs to the formula.
    private func rightPriority(_ context: Context, _ minimum: Int) -> Int? {
        switch kind {
        case .semicolon, .parallel: if !context.composes { return nil }
        case .comma: if !context.pairs { return nil }
        default: break
        }
        guard let infix = InfixOperator.all[kind], infix.priority >= minimum else { return nil }
        return infix.priority + (infix.isRightAssociative ? 0 : 1)
    }

    /// A predicate or an expression of operators with at least a priority. Few local values: this
    /// is where the recursion goes through.
    func formula(_ minimum: Int, _ context: Context) throws(Failure) -> NodeID {
        try enter()
        var chain = Chain(start: position, adjacent: position, operands: [])
        chain.operands.append(try operand())
        while let priority = rightPriority(context, minimum) {
            let operation = position
            position += 1
            try extend(&chain, operation, try formula(priority, context))
        }
        nesting -= 1
        return try build(&chain)
    }

    private func extend(
        _ chain: inout Chain, _ operation: Int, _ right: NodeID
    ) throws(Failure) {
        let kind = tokens[operation].kind
        guard let infix = InfixOperator.all[kind] else { return }
        let continues = chain.run == kind
        checkGrouping(
            of: operation, from: continues ? chain.adjacent : chain.start, to: position)
        chain.adjacent = operation + 1
        try check(infix.form, right)
        if continues {
            chain.operands.append(right)
            return
        }
        let left = try build(&chain)
        try check(infix.form, left)
        if infix.isAssociative {
            chain.operands = [left, right]
            chain.run = kind
        } else {
            chain.operands = [try join(infix.form, left, right)]
        }
    }

    private func check(_ form: InfixOperator.Form, _ node: NodeID) throws(Failure) {
        switch form {
        case .and, .or, .implies, .equivalent: try require(.predicate, node)
        case .compare, .binary: try require(.expression, node)
        }
    }

    private func join(
        _ form: InfixOperator.Form, _ left: NodeID, _ right: NodeID
    ) throws(Failure) -> NodeID {
        let made: SyntaxForm =
            switch form {
            case .and: .and(left, right)
            case .or: .or(left, right)
            case .implies: .implies(left, right)
            case .equivalent: .equivalent(left, right)
            case .compare(let comparison): .compare(comparison, left, right)
            case .binary(let binary): .binary(binary, left, right)
            }
        let first = syntax.tree[left]
        let span = first.span.joined(syntax.tree[right].span)
        let depth = depth(left, right)
        guard Int(depth) < limits.depthMax else {
            diagnostics.append(
                Diagnostic(.error, span, "nested deeper than \(limits.depthMax) levels"))
            throw Failure()
        }
        return syntax.tree.add(made, span, depth: depth + 1, frame: first.frame)
    }

    /// The one node of a chain; of a run the tree of the least depth: `(a & b) & (c & d)`.
    private func build(_ chain: inout Chain) throws(Failure) -> NodeID {
        if let run = chain.run, let form = InfixOperator.all[run]?.form {
            while chain.operands.count > 1 { chain.operands = try halve(chain.operands, form) }
            chain.run = nil
        }
        return chain.operands[0]
    }

    private func halve(
        _ level: [NodeID], _ form: InfixOperator.Form
    ) throws(Failure) -> [NodeID] {
        var next: [NodeID] = []
        next.reserveCapacity(level.count / 2 + 1)
        for index in stride(from: 0, to: level.count - 1, by: 2) {
            next.append(try join(form, level[index], level[index + 1]))
        }
        if level.count % 2 == 1, let last = level.last { next.append(last) }
        return next
    }

    /// What operators stand between: with its prefixes and what follows it directly.
    private func operand() throws(Failure) -> NodeID {
        if kind == .minus { return try negation() }
        let start = position
        let node = try primary()
        guard syntax.tree[node].form.sort == .expression else { return node }
        return try postfix(node, from: start)
    }

    private func negation() throws(Failure) -> NodeID {
        let start = position
        position += 1
        let value = try formula(InfixOperator.Priority.negation + 1, .item)
        try require(.expression, value)
        checkGrouping(of: start, from: start, to: position)
        return try make(.unary(.negate, value), from: start, depth: depth(value))
    }

    /// `f(x)`, `r[S]`, `r~` and `r'a`, any number of them.
    func postfix(_ node: NodeID, from start: Int) throws(Failure) -> NodeID {
        var node = node
        while true {
            switch kind {
            case .leftParenthesis, .leftBracket: node = try application(node, from: start)
            case .inverse, .quote: node = try suffixed(node, from: start)
            default: return node
            }
        }
    }

    private func suffixed(_ node: NodeID, from start: Int) throws(Failure) -> NodeID {
        position += 1
        if tokens[position - 1].kind == .inverse {
            return try make(.unary(.inverse, node), from: start, depth: depth(node))
        }
        let label = try expectIdentifier().name
        return try make(.field(node, label), from: start, depth: depth(node))
    }

    private func application(_ node: NodeID, from start: Int) throws(Failure) -> NodeID {
        let isImage = kind == .leftBracket
        position += 1
        let inner = try expression(.parenthesised)
        try expect(isImage ? .rightBracket : .rightParenthesis)
        let form: SyntaxForm = isImage ? .image(node, inner) : .apply(node, inner)
        return try make(form, from: start, depth: depth(node, inner))
    }
}
