import CClang

/// Where the parts of a `?:` are in the text.
struct ChoiceText {
    let condition: Range<Int>
    let then: Range<Int>
    let otherwise: Range<Int>

    /// Nil when the text is not plainly `… ? … : …`.
    init?(_ node: Node, in source: SourceText) {
        guard node.kind == CXCursor_ConditionalOperator, !node.startsInMacro,
            node.children.count == 3, !source.hasDirective(node.range),
            let condition = node.children[0].text(from: node.range.lowerBound, in: source),
            let mark = source.end(of: 0x3f, after: condition.upperBound),
            let then = node.children[1].text(from: mark, in: source),
            let colon = source.end(of: 0x3a, after: then.upperBound),
            let otherwise = node.children[2].text(from: colon, in: source),
            otherwise.upperBound == node.range.upperBound,
            !node.children[2].contains(where: \.startsInMacro)
        else { return nil }
        self.condition = condition
        self.then = then
        self.otherwise = otherwise
    }
}
