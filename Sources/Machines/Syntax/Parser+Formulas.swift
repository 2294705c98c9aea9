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

    /// A run of one associative operator, held back so that it can be built flat.
    private struct Run {
        let kind: TokenKind
        let form: InfixOperator.Form
        var operands: [NodeID]
    }

    mutating func predicate(_ context: Context = .plain) throws(Failure) -> NodeID {
        let node = try formula(InfixOperator.Priority.lowest, context)
        try require(.predicate, node)
        return node
    }

    mutating func expression(_ context: Context = .item) throws(Failure) -> NodeID {
        let node = try formula(InfixOperator.Priority.lowest, context)
        try require(.expression, node)
        return node
    }

    private func infix(_ context: Context) -> InfixOperator? {
        switch kind {
        case .semicolon, .parallel: context.composes ? InfixOperator.all[kind] : nil
        case .comma: context.pairs ? InfixOperator.all[kind] : nil
        default: InfixOperator.all[kind]
        }
    }

    /// A predicate or an expression of operators with at least a priority.
    mutating func formula(_ minimum: Int, _ context: Context) throws(Failure) -> NodeID {
        try enter()
        let start = position
        var left = try operand()
        var adjacent = start
        var run: Run?
        while let infix = infix(context), infix.priority >= minimum {
            let operation = position
            position += 1
            let next = position
            let right = try formula(
                infix.priority + (infix.isRightAssociative ? 0 : 1), context)
            let kind = tokens[operation].kind
            let continues = run?.kind == kind
            checkGrouping(of: operation, from: continues ? adjacent : start, to: position)
            try check(infix.form, right)
            if continues {
                run?.operands.append(right)
            } else {
                if let run { left = try build(run) }
                try check(infix.form, left)
                run = nil
                if infix.isAssociative {
                    run = Run(kind: kind, form: infix.form, operands: [left, right])
                } else {
                    left = try join(infix.form, left, right)
                }
            }
            adjacent = next
        }
        if let run { left = try build(run) }
        nesting -= 1
        return left
    }

    private mutating func check(_ form: InfixOperator.Form, _ node: NodeID) throws(Failure) {
        switch form {
        case .and, .or, .implies, .equivalent: try require(.predicate, node)
        case .compare, .binary: try require(.expression, node)
        }
    }

    private mutating func join(
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

    /// A run as a tree of the least depth: `(a & b) & (c & d)`. Halves keep the order.
    private mutating func build(_ run: Run) throws(Failure) -> NodeID {
        var level = run.operands
        while level.count > 1 {
            var next: [NodeID] = []
            next.reserveCapacity(level.count / 2 + 1)
            for index in stride(from: 0, to: level.count - 1, by: 2) {
                next.append(try join(run.form, level[index], level[index + 1]))
            }
            if level.count % 2 == 1, let last = level.last { next.append(last) }
            level = next
        }
        return level[0]
    }

    /// What operators stand between: with its prefixes and what follows it directly.
    private mutating func operand() throws(Failure) -> NodeID {
        if kind == .minus {
            let start = position
            position += 1
            let value = try formula(InfixOperator.Priority.negation + 1, .item)
            try require(.expression, value)
            checkGrouping(of: start, from: start, to: position)
            return try make(.unary(.negate, value), from: start, depth: depth(value))
        }
        let start = position
        let node = try primary()
        guard syntax.tree[node].form.sort == .expression else { return node }
        return try postfix(node, from: start)
    }

    /// `f(x)`, `r[S]`, `r~` and `r'a`, any number of them.
    mutating func postfix(_ node: NodeID, from start: Int) throws(Failure) -> NodeID {
        var node = node
        while true {
            switch kind {
            case .leftParenthesis, .leftBracket: node = try application(node, from: start)
            case .inverse:
                position += 1
                node = try make(.unary(.inverse, node), from: start, depth: depth(node))
            case .quote:
                position += 1
                let label = try expectIdentifier().name
                node = try make(.field(node, label), from: start, depth: depth(node))
            default: return node
            }
        }
    }

    private mutating func application(_ node: NodeID, from start: Int) throws(Failure) -> NodeID {
        let isImage = kind == .leftBracket
        position += 1
        let inner = try expression(.parenthesised)
        try expect(isImage ? .rightBracket : .rightParenthesis)
        let form: SyntaxForm = isImage ? .image(node, inner) : .apply(node, inner)
        return try make(form, from: start, depth: depth(node, inner))
    }
}
