extension Parser {
    /// The whole file. What is wrong is in `diagnostics`; after an error the next clause, or the
    /// next operation, is read.
    func machine() {
        do {
            try header()
        } catch {
            recover()
        }
        var seen: Set<TokenKind> = []
        while kind != .endOfText, diagnostics.count < 2 * Diagnostic.countMax {
            if kind == .end, kind(1) == .endOfText { return }
            let clause = token
            guard clause.kind.startsClause else {
                _ = failed(expecting: "a clause or 'END'")
                recover()
                continue
            }
            if !seen.insert(clause.kind).inserted {
                _ = failed(at: clause, "clause \(clause.kind.rawValue) stands twice")
            }
            position += 1
            let first = syntax.tree.nodes.count
            do {
                try read(clause)
            } catch {
                recover()
            }
            let nodes = first..<syntax.tree.nodes.count
            syntax.regions.append(
                MachineSyntax.Region(clause: clause.kind, span: clause.span, nodes: nodes))
        }
        _ = failed(expecting: "'END'")
    }

    /// Goes on at the next clause.
    private func recover() {
        forget()
        while kind != .endOfText, !kind.startsClause {
            if kind == .end, kind(1) == .endOfText { return }
            position += 1
        }
    }

    private func header() throws(Failure) {
        switch kind {
        case .machine, .model: syntax.kind = .machine
        case .refinement: syntax.kind = .refinement
        case .implementation: syntax.kind = .implementation
        case .system: throw unsupported(token, "SYSTEM")
        default: throw failed(expecting: "'MACHINE', 'REFINEMENT' or 'IMPLEMENTATION'")
        }
        position += 1
        let name = try expectIdentifier()
        (syntax.name, syntax.span) = (name.name, name.span)
        guard accepts(.leftParenthesis) else { return }
        syntax.parameters = try declared()
        try expect(.rightParenthesis)
    }

    private func read(_ clause: Token) throws(Failure) {
        switch clause.kind {
        case .constraints: syntax.constraints.append(try predicate())
        case .properties: syntax.properties.append(try predicate())
        case .invariant: syntax.invariant.append(try predicate())
        case .assertions:
            repeat {
                guard kind != .end, !kind.startsClause else { return }
                syntax.assertions.append(try predicate())
            } while accepts(.semicolon)
        case .sees, .uses: syntax.sees += try references()
        case .includes: syntax.includes += try references()
        case .extends: syntax.extends += try references()
        case .imports: syntax.imports += try references()
        case .promotes: syntax.promotes += try declared(mayHaveDots: true)
        case .refines:
            let name = try expectIdentifier()
            syntax.refines = MachineSyntax.Declared(name: name.name, span: name.span)
        case .sets: try sets()
        case .constants, .concreteConstants, .visibleConstants:
            syntax.constants += try declared(isConcrete: true)
        case .abstractConstants, .hiddenConstants: syntax.constants += try declared()
        case .concreteVariables, .visibleVariables:
            syntax.variables += try declared(isConcrete: true)
        case .variables, .abstractVariables, .hiddenVariables: syntax.variables += try declared()
        case .values: try values()
        case .initialisation: syntax.initialisation = try substitution()
        case .operations: syntax.operations += operations()
        case .localOperations: syntax.localOperations += operations()
        default: throw unsupported(clause, "clause \(clause.kind.rawValue)")
        }
    }

    private func declared(
        isConcrete: Bool = false, mayHaveDots: Bool = false
    ) throws(Failure) -> [MachineSyntax.Declared] {
        var found: [MachineSyntax.Declared] = []
        for token in try identifiers() {
            if !mayHaveDots { try refuseDot(token) }
            warnIfShort(token)
            found.append(
                MachineSyntax.Declared(
                    name: token.name, span: token.span, isConcrete: isConcrete))
        }
        return found
    }

    private func references() throws(Failure) -> [MachineSyntax.Reference] {
        var found: [MachineSyntax.Reference] = []
        repeat {
            let token = try expectIdentifier()
            let parts = names[token.name].split(separator: ".", omittingEmptySubsequences: false)
            var arguments: [NodeID] = []
            if accepts(.leftParenthesis) {
                arguments = try items(.bracedItem, upTo: .rightParenthesis)
            }
            found.append(
                MachineSyntax.Reference(
                    prefix: parts.dropLast().joined(separator: "."),
                    machine: parts.last.map(String.init) ?? "", span: token.span,
                    arguments: arguments))
        } while accepts(.comma)
        return found
    }

    private func sets() throws(Failure) {
        repeat {
            guard kind == .identifier || syntax.sets.isEmpty else { return }
            let name = try expectIdentifier()
            try refuseDot(name)
            warnIfShort(name)
            var set = MachineSyntax.SetDeclaration(name: name.name, span: name.span)
            if accepts(.equal) {
                if accepts(.leftBrace) {
                    set.elements = try declared()
                    try expect(.rightBrace)
                } else {
                    set.value = try expression()
                }
            }
            syntax.sets.append(set)
        } while accepts(.semicolon)
    }

    private func values() throws(Failure) {
        repeat {
            guard kind == .identifier || syntax.values.isEmpty else { return }
            let name = try expectIdentifier()
            try expect(.equal)
            syntax.values.append(
                MachineSyntax.Valuation(
                    name: name.name, span: name.span, value: try expression(.plain)))
        } while accepts(.semicolon)
    }
}
