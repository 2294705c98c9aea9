import CClang

/// Where the parts of an `if` are in the text.
struct BranchText {
    let condition: Range<Int>
    /// The arms with their semicolons.
    let then: Range<Int>
    let otherwise: Range<Int>?

    /// Nil when the text is not plainly `if (…) … else …`.
    init?(_ node: Node, in source: SourceText) {
        guard node.kind == CXCursor_IfStmt, node.slot(in: source) != nil,
            node.children.count == 2 || node.children.count == 3,
            let keyword = source.end(of: "if", after: node.range.lowerBound),
            let open = source.end(of: 0x28, after: keyword),
            let condition = node.children[0].text(from: open, in: source),
            let close = source.end(of: 0x29, after: condition.upperBound),
            let then = node.children[1].slot(in: source),
            source.isBlank(close..<max(close, then.lowerBound)), close <= then.lowerBound
        else { return nil }
        self.condition = condition
        self.then = then
        guard node.children.count == 3 else {
            otherwise = nil
            return
        }
        guard let elseKeyword = source.end(of: "else", after: then.upperBound),
            let otherwise = node.children[2].slot(in: source),
            elseKeyword <= otherwise.lowerBound,
            source.isBlank(elseKeyword..<otherwise.lowerBound)
        else { return nil }
        self.otherwise = otherwise
    }
}

extension Node {
    /// The range of an expression that is the next thing from `start` on; nil when it is not.
    func text(from start: Int, in source: SourceText) -> Range<Int>? {
        guard isInMainFile, !range.isEmpty, start <= range.lowerBound,
            source.isBlank(start..<range.lowerBound)
        else { return nil }
        return range
    }
}
