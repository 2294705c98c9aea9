extension Parser {
    func operations() -> [MachineSyntax.OperationSyntax] {
        var found: [MachineSyntax.OperationSyntax] = []
        repeat {
            if !found.isEmpty, endsClause { break }
            do {
                found.append(try operation())
            } catch {
                recoverInOperations()
            }
            if !endsClause, kind != .semicolon, diagnostics.count < 2 * Diagnostic.countMax {
                _ = failed(expecting: "';', a clause or 'END'")
                recoverInOperations()
            }
        } while accepts(.semicolon)
        return found
    }

    private var endsClause: Bool {
        kind == .endOfText || kind.startsClause || (kind == .end && kind(1) == .endOfText)
    }

    /// Goes on at the `;` before what looks like the head of an operation.
    private func recoverInOperations() {
        forget()
        while kind != .endOfText {
            if kind == .end, kind(1) == .endOfText { return }
            if kind.startsClause, kind != .invariant { return }
            if kind == .semicolon, isHead(at: 1) { return }
            position += 1
        }
    }

    /// Whether `a, b <-- op(c) = PRE` or the like stands there.
    private func isHead(at offset: Int) -> Bool {
        var next = offset
        while kind(next) == .identifier, kind(next + 1) == .comma { next += 2 }
        guard kind(next) == .identifier else { return false }
        if kind(next + 1) == .returns { return true }
        next += 1
        if kind(next) == .leftParenthesis {
            while kind(next) != .endOfText, kind(next) != .rightParenthesis { next += 1 }
            next += 1
        }
        guard kind(next) == .equal else { return false }
        switch kind(next + 1) {
        case .skip, .begin, .pre, .assert, .if, .select, .case, .choice, .any, .let, .var, .while:
            return true
        default: return false
        }
    }

    private func operation() throws(Failure) -> MachineSyntax.OperationSyntax {
        var outputs: [Token] = []
        var isCall = 0
        while kind(isCall) == .identifier, kind(isCall + 1) == .comma { isCall += 2 }
        if kind(isCall) == .identifier, kind(isCall + 1) == .returns {
            outputs = try identifiers()
            try expect(.returns)
        }
        let name = try expectIdentifier()
        var inputs: [Token] = []
        if accepts(.leftParenthesis) {
            inputs = try identifiers()
            try expect(.rightParenthesis)
        }
        if kind == .identifier, names[token.name] == "ref" {
            throw unsupported(token, "operation with 'ref'")
        }
        try expect(.equal)
        for input in inputs where outputs.contains(where: { $0.name == input.name }) {
            throw failed(at: input, "'\(names[input.name])' is both an input and an output")
        }
        let returned = try bind(outputs, .output, isAssignable: true)
        let taken = try bind(inputs, .input)
        let first = syntax.tree.nodes.count
        let body = try operationBody()
        release(taken)
        release(returned)
        return MachineSyntax.OperationSyntax(
            name: name.name, span: name.span, inputs: taken, outputs: returned, body: body,
            nodes: first..<syntax.tree.nodes.count)
    }
}
