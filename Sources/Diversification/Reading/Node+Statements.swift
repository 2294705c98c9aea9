import CClang

extension Node {
    /// The statements directly inside this one; none for a kind that is not known.
    var substatements: [Node] {
        switch kind {
        case CXCursor_CompoundStmt: children
        case CXCursor_IfStmt: Array(children.dropFirst())
        case CXCursor_SwitchStmt, CXCursor_WhileStmt:
            children.count == 2 ? [children[1]] : []
        case CXCursor_ForStmt, CXCursor_CaseStmt, CXCursor_DefaultStmt, CXCursor_LabelStmt:
            children.last.map { [$0] } ?? []
        case CXCursor_DoStmt: children.first.map { [$0] } ?? []
        default: []
        }
    }

    /// Calls `visit` on every statement and the one that it stands in, outermost first; never
    /// inside of expressions.
    func eachStatement(
        in parent: Node? = nil, _ visit: (_ statement: Node, _ parent: Node?) -> Void
    ) {
        visit(self, parent)
        for child in substatements { child.eachStatement(in: self, visit) }
    }

    /// Control never passes from the end of this statement to what follows it.
    var endsInJump: Bool {
        switch kind {
        case CXCursor_BreakStmt, CXCursor_ContinueStmt, CXCursor_GotoStmt, CXCursor_ReturnStmt:
            true
        case CXCursor_CompoundStmt, CXCursor_CaseStmt, CXCursor_DefaultStmt, CXCursor_LabelStmt:
            children.last?.endsInJump ?? false
        case CXCursor_IfStmt:
            children.count == 3 && children[1].endsInJump && children[2].endsInJump
        default: false
        }
    }

    /// The `break` and `continue` inside of this loop's body that belong to the loop.
    var jumpsOfLoop: [Node] {
        var found: [Node] = []
        func gather(_ node: Node, breaks: Bool) {
            switch node.kind {
            case CXCursor_BreakStmt: if breaks { found.append(node) }
            case CXCursor_ContinueStmt: found.append(node)
            case CXCursor_WhileStmt, CXCursor_DoStmt, CXCursor_ForStmt: break
            case CXCursor_SwitchStmt:
                for child in node.substatements { gather(child, breaks: false) }
            default: for child in node.substatements { gather(child, breaks: breaks) }
            }
        }
        for child in substatements { gather(child, breaks: true) }
        return found
    }

    /// Where the statement's text ends, its semicolon included; nil when that is not plain text
    /// of the file, or the kind is not known.
    func endOfStatement(in source: SourceText) -> Int? {
        guard isInMainFile, !range.isEmpty else { return nil }
        switch kind {
        case CXCursor_CompoundStmt:
            return source.bytes[range.upperBound - 1] == 0x7d ? range.upperBound : nil
        case CXCursor_DeclStmt, CXCursor_NullStmt:
            return source.bytes[range.upperBound - 1] == 0x3b ? range.upperBound : nil
        case CXCursor_IfStmt, CXCursor_WhileStmt, CXCursor_ForStmt, CXCursor_SwitchStmt,
            CXCursor_CaseStmt, CXCursor_DefaultStmt, CXCursor_LabelStmt:
            return substatements.last?.endOfStatement(in: source)
        case CXCursor_DoStmt, CXCursor_BreakStmt, CXCursor_ContinueStmt, CXCursor_GotoStmt,
            CXCursor_ReturnStmt, CXCursor_AsmStmt, CXCursor_GCCAsmStmt:
            return source.end(of: 0x3b, after: range.upperBound)
        default:
            return isExpression ? source.end(of: 0x3b, after: range.upperBound) : nil
        }
    }

    /// The statement's text with its semicolon; nil when it begins in a macro, shares its text,
    /// holds preprocessor lines or follows one.
    func slot(in source: SourceText) -> Range<Int>? {
        guard !startsInMacro, let end = endOfStatement(in: source), end > range.lowerBound,
            !source.hasDirective(range.lowerBound..<end),
            !source.followsDirective(range.lowerBound)
        else { return nil }
        return range.lowerBound..<end
    }
}
