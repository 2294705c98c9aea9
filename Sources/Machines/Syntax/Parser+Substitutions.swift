extension Parser {
    /// Substitutions in sequence and side by side: `S ; T || U`; `||` binds tighter.
    func substitution() throws(Failure) -> NodeID {
        try enter()
        let start = position
        var node = try operationBody()
        if kind == .semicolon { node = try row(of: node, from: start, .semicolon) }
        nesting -= 1
        return node
    }

    /// The body of an operation: `;` ends it.
    func operationBody() throws(Failure) -> NodeID {
        let start = position
        let node = try single()
        return kind == .parallel ? try row(of: node, from: start, .parallel) : node
    }

    /// What follows a first substitution and a separator.
    private func row(
        of first: NodeID, from start: Int, _ separator: TokenKind
    ) throws(Failure) -> NodeID {
        var items = [first]
        var starts = [start]
        while kind == separator {
            position += 1
            starts.append(position)
            items.append(try separator == .semicolon ? operationBody() : single())
            checkGrouping(of: position, starts)
        }
        return try join(items, from: start, separator)
    }

    private func checkGrouping(of end: Int, _ starts: [Int]) {
        let last = starts[starts.count - 1]
        checkGrouping(of: last - 1, from: starts[starts.count - 2], to: end)
    }

    private func join(
        _ items: [NodeID], from start: Int, _ separator: TokenKind
    ) throws(Failure) -> NodeID {
        warnIfMixed(separator, items)
        if separator == .semicolon { warnIfConcrete("';'", at: items.first) }
        let list = syntax.tree.list(items)
        return try make(
            separator == .semicolon ? .inSequence(list) : .parallel(list), from: start,
            depth: depth(items))
    }

    private func warnIfMixed(_ separator: TokenKind, _ items: [NodeID]) {
        guard separator == .semicolon else { return }
        for item in items {
            let node = syntax.tree[item]
            guard case .parallel = node.form, !blocks.contains(item) else { continue }
            diagnostics.append(
                Diagnostic(
                    .warning, node.span, "';' beside '||': '||' is taken first",
                    hint: "put one of them between BEGIN and END"))
        }
    }

    /// What only implementations have is read everywhere, and told of once a file.
    private func warnIfConcrete(_ construct: String, at node: NodeID?) {
        guard syntax.kind == .machine, let node, concrete.insert(construct).inserted else { return }
        diagnostics.append(
            Diagnostic(
                .warning, syntax.tree[node].span,
                "\(construct) stands in an abstract machine: it belongs into refinements and "
                    + "implementations, and other tools refuse it here"))
    }

    private func single() throws(Failure) -> NodeID {
        switch kind {
        case .skip: try leaf(.skip)
        case .begin: try block()
        case .pre, .assert: try conditioned()
        case .if: try arms(next: .elsif)
        case .select: try arms(next: .when)
        case .case: try cases()
        case .choice: try choice()
        case .any, .let: try bound()
        case .var: try local()
        case .while: try loop()
        case .witness: throw unsupported(token, "WITNESS")
        default: try assignmentOrCall()
        }
    }

    private func block() throws(Failure) -> NodeID {
        position += 1
        let body = try substitution()
        try expect(.end)
        blocks.insert(body)
        return body
    }

    private func conditioned() throws(Failure) -> NodeID {
        let start = position
        let isPrecondition = kind == .pre
        position += 1
        let condition = try predicate()
        try expect(.then)
        let body = try substitution()
        try expect(.end)
        return try make(
            isPrecondition ? .precondition(condition, body) : .assert(condition, body),
            from: start, depth: depth(condition, body))
    }

    /// `P THEN S`, whose guard begins after the word that stands before.
    private func arm() throws(Failure) -> NodeID {
        let start = position
        let guarding = try predicate()
        try expect(.then)
        let body = try substitution()
        return try make(.guarded(guarding, body), from: start, depth: depth(guarding, body))
    }

    private func otherwise() throws(Failure) -> NodeID {
        guard accepts(.else) else { return noNode }
        return try substitution()
    }

    /// IF with ELSIF, SELECT with WHEN, and their ELSE.
    private func arms(next: TokenKind) throws(Failure) -> NodeID {
        let start = position
        position += 1
        var arms = [try arm()]
        while accepts(next) { arms.append(try arm()) }
        return try join(arms, try otherwise(), from: start, next)
    }

    private func join(
        _ arms: [NodeID], _ otherwise: NodeID, from start: Int, _ next: TokenKind
    ) throws(Failure) -> NodeID {
        guard accepts(.end) else {
            throw failed(expecting: "'\(next.rawValue)', 'ELSE' or 'END'")
        }
        let list = syntax.tree.list(arms)
        let form: SyntaxForm =
            next == .elsif
            ? .conditional(list, otherwise: otherwise) : .select(list, otherwise: otherwise)
        return try make(form, from: start, depth: depth(arms + [otherwise]))
    }

    private func cases() throws(Failure) -> NodeID {
        let start = position
        position += 1
        let value = try expression(.plain)
        try expect(.of)
        try expect(.either)
        var arms = [try valuedArm()]
        while accepts(.orElse) { arms.append(try valuedArm()) }
        return try join(value, arms, try otherwise(), from: start)
    }

    private func valuedArm() throws(Failure) -> NodeID {
        let start = position
        let values = try listed()
        try expect(.then)
        return try join(values, try substitution(), from: start)
    }

    private func join(
        _ values: [NodeID], _ body: NodeID, from start: Int
    ) throws(Failure) -> NodeID {
        let list = syntax.tree.list(values)
        return try make(.valued(list, body), from: start, depth: depth(values + [body]))
    }

    private func join(
        _ value: NodeID, _ arms: [NodeID], _ otherwise: NodeID, from start: Int
    ) throws(Failure) -> NodeID {
        try expect(.end)
        try expect(.end)
        return try make(
            .cases(value, syntax.tree.list(arms), otherwise: otherwise), from: start,
            depth: depth(arms + [value, otherwise]))
    }

    private func listed() throws(Failure) -> [NodeID] {
        var values: [NodeID] = []
        repeat {
            values.append(try expression())
        } while accepts(.comma)
        return values
    }

    private func choice() throws(Failure) -> NodeID {
        let start = position
        position += 1
        var arms: [NodeID] = []
        repeat {
            arms.append(try substitution())
        } while accepts(.orElse)
        try expect(.end)
        return try make(.choice(syntax.tree.list(arms)), from: start, depth: depth(arms))
    }

    /// `ANY x WHERE P THEN S END` and `LET x BE P IN S END`.
    private func bound() throws(Failure) -> NodeID {
        let start = position
        let isAny = kind == .any
        position += 1
        let locals = try bind(identifiers(), .local)
        try expect(isAny ? .where : .be)
        let condition = try predicate()
        try expect(isAny ? .then : .in)
        let body = try substitution()
        release(locals)
        try expect(.end)
        return try make(
            isAny ? .any(locals, condition, body) : .bind(locals, condition, body), from: start,
            depth: depth(condition, body))
    }

    private func local() throws(Failure) -> NodeID {
        let start = position
        position += 1
        let locals = try bind(identifiers(), .local, isAssignable: true)
        try expect(.in)
        let body = try substitution()
        release(locals)
        try expect(.end)
        let node = try make(.declare(locals, body), from: start, depth: depth(body))
        warnIfConcrete("VAR", at: node)
        return node
    }

    private func loop() throws(Failure) -> NodeID {
        let start = position
        position += 1
        let condition = try predicate()
        try expect(.do)
        let body = try substitution()
        var invariant = noNode
        var variant = noNode
        while kind == .invariant || kind == .variant {
            let isInvariant = kind == .invariant
            guard (isInvariant ? invariant : variant) == noNode else {
                throw failed(expecting: "'END'")
            }
            position += 1
            if isInvariant {
                isInLoopInvariant = true
                invariant = try predicate()
                isInLoopInvariant = false
            } else {
                variant = try expression(.plain)
            }
        }
        try expect(.end)
        let parts = [condition, body, invariant, variant]
        let node = try make(.loop(syntax.tree.list(parts)), from: start, depth: depth(parts))
        warnIfConcrete("WHILE", at: node)
        return node
    }
}
