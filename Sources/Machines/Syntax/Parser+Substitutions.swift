extension Parser {
    /// Substitutions in sequence and side by side: `S ; T || U`; `||` binds tighter.
    mutating func substitution() throws(Failure) -> NodeID {
        try enter()
        let node = try row(.semicolon)
        nesting -= 1
        return node
    }

    /// One or more substitutions with `||` or, around those, with `;` between them.
    private mutating func row(_ separator: TokenKind) throws(Failure) -> NodeID {
        let start = position
        var items: [NodeID] = []
        var adjacent = start
        while true {
            let next = position
            items.append(try separator == .semicolon ? row(.parallel) : single())
            if next > start { checkGrouping(of: next - 1, from: adjacent, to: position) }
            adjacent = next
            guard kind == separator else { break }
            position += 1
        }
        guard items.count > 1 else { return items[0] }
        warnIfMixed(separator, items)
        let list = syntax.tree.list(items)
        return try make(
            separator == .semicolon ? .inSequence(list) : .parallel(list), from: start,
            depth: depth(items))
    }

    /// The body of an operation: `;` ends it.
    mutating func operationBody() throws(Failure) -> NodeID { try row(.parallel) }

    private mutating func warnIfMixed(_ separator: TokenKind, _ items: [NodeID]) {
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

    private mutating func single() throws(Failure) -> NodeID {
        switch kind {
        case .skip: try leaf(.skip)
        case .begin: try block()
        case .pre, .assert: try conditioned()
        case .if: try conditional()
        case .select: try selection()
        case .case: try cases()
        case .choice: try choice()
        case .any, .let: try bound()
        case .var: try local()
        case .while: try loop()
        case .witness: throw unsupported(token, "WITNESS")
        default: try assignmentOrCall()
        }
    }

    private mutating func block() throws(Failure) -> NodeID {
        position += 1
        let body = try substitution()
        try expect(.end)
        blocks.insert(body)
        return body
    }

    private mutating func conditioned() throws(Failure) -> NodeID {
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
    private mutating func arm() throws(Failure) -> NodeID {
        let start = position
        let guarding = try predicate()
        try expect(.then)
        let body = try substitution()
        return try make(.guarded(guarding, body), from: start, depth: depth(guarding, body))
    }

    private mutating func otherwise() throws(Failure) -> NodeID {
        guard accepts(.else) else { return noNode }
        return try substitution()
    }

    private mutating func conditional() throws(Failure) -> NodeID {
        try arms(next: .elsif) { .conditional($0, otherwise: $1) }
    }

    private mutating func selection() throws(Failure) -> NodeID {
        try arms(next: .when) { .select($0, otherwise: $1) }
    }

    private mutating func arms(
        next: TokenKind, _ form: (NodeList, NodeID) -> SyntaxForm
    ) throws(Failure) -> NodeID {
        let start = position
        var arms: [NodeID] = []
        repeat {
            position += arms.isEmpty ? 1 : 0
            arms.append(try arm())
        } while accepts(next)
        let otherwise = try otherwise()
        guard accepts(.end) else {
            throw failed(expecting: "'\(next.rawValue)', 'ELSE' or 'END'")
        }
        let made = form(syntax.tree.list(arms), otherwise)
        return try make(made, from: start, depth: depth(arms + [otherwise]))
    }

    private mutating func cases() throws(Failure) -> NodeID {
        let start = position
        position += 1
        let value = try expression(.plain)
        try expect(.of)
        try expect(.either)
        var arms: [NodeID] = []
        repeat {
            let first = position
            let values = try listed()
            try expect(.then)
            let body = try substitution()
            let list = syntax.tree.list(values)
            arms.append(
                try make(.valued(list, body), from: first, depth: depth(values + [body])))
        } while accepts(.orElse)
        let otherwise = try otherwise()
        try expect(.end)
        try expect(.end)
        return try make(
            .cases(value, syntax.tree.list(arms), otherwise: otherwise), from: start,
            depth: depth(arms + [value, otherwise]))
    }

    private mutating func listed() throws(Failure) -> [NodeID] {
        var values: [NodeID] = []
        repeat {
            values.append(try expression())
        } while accepts(.comma)
        return values
    }

    private mutating func choice() throws(Failure) -> NodeID {
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
    private mutating func bound() throws(Failure) -> NodeID {
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

    private mutating func local() throws(Failure) -> NodeID {
        let start = position
        position += 1
        let locals = try bind(identifiers(), .local, isAssignable: true)
        try expect(.in)
        let body = try substitution()
        release(locals)
        try expect(.end)
        return try make(.declare(locals, body), from: start, depth: depth(body))
    }

    private mutating func loop() throws(Failure) -> NodeID {
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
        return try make(.loop(syntax.tree.list(parts)), from: start, depth: depth(parts))
    }
}
