import CClang

/// A binary operation or assignment whose operands and operator plainly stand in the text.
struct OperatorText {
    let left: Node
    let right: Node
    let spelling: String
    /// Where the operator is.
    let range: Range<Int>

    private static let longest = 3
    private static let precedences: [[String]] = [
        ["*", "/", "%"], ["+", "-"], ["<<", ">>"], ["<", "<=", ">", ">="], ["==", "!="], ["&"],
        ["^"], ["|"], ["&&"], ["||"],
        ["=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", "&=", "|=", "^="],
    ]

    init?(_ node: Node, in source: SourceText) {
        guard !node.startsInMacro, node.children.count == 2,
            node.kind == CXCursor_BinaryOperator || node.kind == CXCursor_CompoundAssignOperator
        else { return nil }
        let (left, right) = (node.children[0], node.children[1])
        guard left.isInMainFile, right.isInMainFile, !source.hasDirective(node.range),
            left.range.lowerBound == node.range.lowerBound,
            right.range.upperBound == node.range.upperBound,
            left.range.upperBound <= right.range.lowerBound,
            let start = source.skipBlank(from: left.range.upperBound, to: right.range.lowerBound)
        else { return nil }
        let words = (1...Self.longest).reversed().map { length in
            source.text(start..<min(start + length, right.range.lowerBound))
        }
        guard let word = words.first(where: { Self.rank($0) != nil }) else { return nil }
        let stop = start + word.utf8.count
        guard source.skipBlank(from: stop, to: right.range.lowerBound) == right.range.lowerBound
        else { return nil }
        self.left = left
        self.right = right
        spelling = word
        range = start..<stop
    }

    /// Less for what binds more tightly.
    static func rank(_ spelling: String) -> Int? {
        precedences.firstIndex { $0.contains(spelling) }
    }

    /// The operation with another operator, its operands kept together.
    func replaced(by other: String, in expression: MutableExpression) -> Mutation {
        let node = expression.node
        guard let old = Self.rank(spelling), let new = Self.rank(other), new != old else {
            return expression.mutation([
                .source(node.range.lowerBound..<range.lowerBound), .text(other),
                .source(range.upperBound..<node.range.upperBound),
            ])
        }
        let source = expression.source
        let outer = expression.parent.flatMap { OperatorText($0, in: source) }
        let isHeld = outer.flatMap { Self.rank($0.spelling) }.map { $0 > new } ?? false
        return expression.mutation(
            left.closed(beside: new, in: source) + [.text(" \(other) ")]
                + right.closed(beside: new - 1, in: source), isOpen: !isHeld)
    }
}

extension Node {
    /// Its text as an operand of any operator.
    var closed: [Mutation.Piece] {
        isOpen ? [.text("("), .source(range), .text(")")] : [.source(range)]
    }

    /// Its text as the left operand of `+` or `-`.
    func closedForSum(in source: SourceText) -> [Mutation.Piece] {
        closed(beside: OperatorText.rank("+") ?? 0, in: source)
    }

    /// Its text as an operand beside operators of that rank and looser ones.
    fileprivate func closed(beside rank: Int, in source: SourceText) -> [Mutation.Piece] {
        var node = self
        while let inner = node.implicitlyConverted { node = inner }
        guard let own = OperatorText(node, in: source).flatMap({ OperatorText.rank($0.spelling) })
        else { return closed }
        return own <= rank ? [.source(range)] : [.text("("), .source(range), .text(")")]
    }

    /// An operator beside it could take its parts apart.
    private var isOpen: Bool {
        if let inner = implicitlyConverted { return inner.isOpen }
        return [
            CXCursor_BinaryOperator, CXCursor_ConditionalOperator, CXCursor_CompoundAssignOperator,
        ].contains(kind)
    }
}
