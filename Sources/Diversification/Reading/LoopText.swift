import CClang

/// Where the parts of a loop are in the text; a part that is left out is nil.
struct LoopText {
    let node: Node
    let initial: Node?
    let condition: Node?
    let step: Node?
    let body: Node
    /// The body's text with its semicolon.
    let bodyRange: Range<Int>
    /// The whole loop's text with its semicolon.
    let range: Range<Int>

    /// Nil when the text is not plainly that of a loop.
    init?(_ node: Node, in source: SourceText) {
        guard let range = node.slot(in: source),
            let body = node.substatements.first, let bodyRange = body.slot(in: source)
        else { return nil }
        self.node = node
        self.range = range
        self.body = body
        self.bodyRange = bodyRange
        switch node.kind {
        case CXCursor_WhileStmt:
            guard let keyword = source.end(of: "while", after: range.lowerBound),
                let close = Self.close(of: node.children[0], after: keyword, in: source),
                source.skipBlank(from: close, to: source.bytes.count) == bodyRange.lowerBound
            else { return nil }
            condition = node.children[0]
            initial = nil
            step = nil
        case CXCursor_DoStmt:
            guard node.children.count == 2,
                let start = source.end(of: "do", after: range.lowerBound),
                source.skipBlank(from: start, to: source.bytes.count) == bodyRange.lowerBound,
                let keyword = source.end(of: "while", after: bodyRange.upperBound),
                let close = Self.close(of: node.children[1], after: keyword, in: source),
                source.end(of: 0x3b, after: close) == range.upperBound
            else { return nil }
            condition = node.children[1]
            initial = nil
            step = nil
        case CXCursor_ForStmt:
            guard let parts = Self.partsOfFor(node, bodyRange, in: source) else { return nil }
            (initial, condition, step) = (parts[0], parts[1], parts[2])
        default: return nil
        }
    }

    private static func close(of node: Node, after keyword: Int, in source: SourceText) -> Int? {
        guard let open = source.end(of: 0x28, after: keyword),
            let text = node.text(from: open, in: source)
        else { return nil }
        return source.end(of: 0x29, after: text.upperBound)
    }

    /// The tree does not say which parts are left out; the semicolons do.
    private static func partsOfFor(
        _ node: Node, _ body: Range<Int>, in source: SourceText
    ) -> [Node?]? {
        guard let keyword = source.end(of: "for", after: node.range.lowerBound),
            let open = source.end(of: 0x28, after: keyword),
            let separators = source.separators(ofForOpenedAt: open, to: body.lowerBound),
            source.isBlank(separators[2] + 1..<body.lowerBound)
        else { return nil }
        var starts = [open, separators[0] + 1, separators[1] + 1]
        var parts: [Node?] = [nil, nil, nil]
        for child in node.children.dropLast() {
            guard
                let index = separators.firstIndex(where: { child.range.lowerBound < $0 }),
                parts[index] == nil, let text = child.text(from: starts[index], in: source)
            else { return nil }
            parts[index] = child
            let isDeclaration = child.kind == CXCursor_DeclStmt
            starts[index] = text.upperBound - (isDeclaration ? 1 : 0)
        }
        for (start, end) in zip(starts, separators) {
            guard start <= end, source.isBlank(start..<end) else { return nil }
        }
        return parts
    }
}
