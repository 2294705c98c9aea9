extension Parser {
    /// `x := E`, `x :: S`, `x : (P)`, `r <-- op(E)` and `op(E)`.
    func assignmentOrCall() throws(Failure) -> NodeID {
        guard kind == .identifier else { throw failed(expecting: "a substitution") }
        if isPlainCall { return try call(from: position, results: []) }
        let start = position
        var targets: [NodeID] = []
        repeat {
            targets.append(try target())
        } while accepts(.comma)
        switch kind {
        case .assigns: return try assignment(targets, from: start)
        case .becomesElement:
            try requireNames(targets)
            position += 1
            let set = try expression(.item)
            return try make(
                .becomesElement(syntax.tree.list(targets), set), from: start, depth: depth(set))
        case .member: return try becomesSuchThat(targets, from: start)
        case .returns:
            try requireNames(targets)
            position += 1
            return try call(from: start, results: targets)
        default: throw failed(expecting: "':=', '::', ':(' or '<--'")
        }
    }

    /// Whether the name that stands here is called, with or without arguments.
    private var isPlainCall: Bool {
        var next = 1
        if kind(1) == .leftParenthesis {
            var depth = 0
            while kind(next) != .endOfText {
                if kind(next) == .leftParenthesis { depth += 1 }
                if kind(next) == .rightParenthesis { depth -= 1 }
                next += 1
                if depth == 0 { break }
            }
        }
        switch kind(next) {
        case .assigns, .becomesElement, .member, .returns, .comma, .quote, .leftParenthesis:
            return false
        default: return true
        }
    }

    private func target() throws(Failure) -> NodeID {
        guard kind == .identifier else { throw failed(expecting: "a variable") }
        let start = position
        return try postfix(primary(), from: start)
    }

    private func requireNames(_ targets: [NodeID]) throws(Failure) {
        for target in targets {
            switch syntax.tree[target].form {
            case .identifier, .local: continue
            default:
                let span = syntax.tree[target].span
                diagnostics.append(Diagnostic(.error, span, "expected a variable"))
                throw Failure()
            }
        }
    }

    private func assignment(
        _ targets: [NodeID], from start: Int
    ) throws(Failure) -> NodeID {
        let symbol = token
        position += 1
        var values: [NodeID] = []
        repeat {
            values.append(try expression())
        } while accepts(.comma)
        guard values.count == targets.count else {
            throw failed(
                at: symbol, "\(targets.count) variables, but \(values.count) values")
        }
        let form = SyntaxForm.assign(
            targets: syntax.tree.list(targets), values: syntax.tree.list(values))
        return try make(form, from: start, depth: depth(targets + values))
    }

    private func becomesSuchThat(
        _ targets: [NodeID], from start: Int
    ) throws(Failure) -> NodeID {
        try requireNames(targets)
        position += 1
        try expect(.leftParenthesis)
        let outer = changing
        for target in targets {
            switch syntax.tree[target].form {
            case .identifier(let name): changing.append(name)
            case .local(let local): changing.append(syntax.locals[Int(local)].name)
            default: break
            }
        }
        let condition = try predicate()
        changing = outer
        try expect(.rightParenthesis)
        return try make(
            .becomesSuchThat(syntax.tree.list(targets), condition), from: start,
            depth: depth(condition))
    }

    private func call(from start: Int, results: [NodeID]) throws(Failure) -> NodeID {
        let name = try expectIdentifier()
        if scope[name.name]?.last != nil {
            throw failed(expecting: "':=', '::', ':(' or '<--'")
        }
        var arguments: [NodeID] = []
        if accepts(.leftParenthesis) {
            arguments = try items(.bracedItem, upTo: .rightParenthesis)
        }
        let form = SyntaxForm.call(
            name.name, arguments: syntax.tree.list(arguments), results: syntax.tree.list(results))
        return try make(form, from: start, depth: depth(arguments + results))
    }
}
