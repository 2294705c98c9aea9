import CClang

/// A loop, taken apart.
struct LoopParts {
    private(set) var initial: Node?
    private(set) var condition: Node?
    private(set) var increment: Node?
    private(set) var body: Node
    /// `do … while`.
    let testsAfterwards: Bool

    /// The condition never ends it.
    var isEndless: Bool {
        guard let condition else { return true }
        return !condition.contains(where: \.mayVary)
    }

    /// What each iteration evaluates.
    var repeated: [Node] { [condition, increment, body].compactMap { $0 } }

    init(_ node: Node, _ source: SourceText) throws(Unproved) {
        testsAfterwards = node.kind == CXCursor_DoStmt
        let children = node.children
        switch node.kind {
        case CXCursor_WhileStmt where children.count == 2:
            condition = children[0]
            body = children[1]
        case CXCursor_DoStmt where children.count == 2:
            body = children[0]
            condition = children[1]
        case CXCursor_ForStmt where !children.isEmpty:
            body = children[children.count - 1]
            let heads = children.dropLast()
            let parts = heads.count == 3 ? [0, 1, 2] : try Self.parts(of: node, heads, source)
            for (part, child) in zip(parts, heads) {
                switch part {
                case 0: initial = child
                case 1: condition = child
                default: increment = child
                }
            }
        default: throw Unproved("loop")
        }
    }

    /// Which of the three parts of a `for` each child is: the semicolons before it are counted.
    private static func parts(
        of node: Node, _ heads: ArraySlice<Node>, _ source: SourceText
    ) throws(Unproved) -> [Int] {
        guard node.isInMainFile, !node.startsInMacro, let body = node.children.last else {
            throw Unproved("for")
        }
        var parts: [Int] = []
        for child in heads {
            let text = source.text(node.range.lowerBound..<child.range.lowerBound)
            guard child.isInMainFile, !child.startsInMacro, isPlain(text) else {
                throw Unproved("for")
            }
            parts.append(text.count { $0 == ";" })
        }
        let text = source.text(node.range.lowerBound..<body.range.lowerBound)
        guard isPlain(text), text.count(where: { $0 == ";" }) == 2, Set(parts).count == parts.count
        else { throw Unproved("for") }
        return parts
    }

    private static func isPlain(_ text: String) -> Bool {
        !text.contains { $0 == "\"" || $0 == "'" || $0 == "{" || $0 == "#" }
            && !text.contains("//") && !text.contains("/*")
    }
}
