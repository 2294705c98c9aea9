import BigInt

/// All nodes of one file, children before their parents, so that whatever is known of a node can
/// be found in one pass without recursion.
struct SyntaxTree: Sendable {
    struct Node: Sendable {
        var form: SyntaxForm
        var span: SourceSpan
        /// Of the tree below it; a leaf has 1.
        var depth: Int32
        /// The expansion in which it stands; -1 outside all.
        var frame: Int32
    }

    private(set) var nodes: [Node] = []
    private(set) var children: [NodeID] = []
    private(set) var integers: [BigInt] = []

    subscript(node: NodeID) -> Node { nodes[Int(node)] }

    subscript(list: NodeList) -> ArraySlice<NodeID> {
        children[Int(list.start)..<Int(list.start + list.count)]
    }

    mutating func add(_ form: SyntaxForm, _ span: SourceSpan, depth: Int32, frame: Int32) -> NodeID
    {
        nodes.append(Node(form: form, span: span, depth: depth, frame: frame))
        return NodeID(nodes.count - 1)
    }

    mutating func list(_ items: [NodeID]) -> NodeList {
        let start = Int32(children.count)
        children.append(contentsOf: items)
        return NodeList(start: start, count: Int32(items.count))
    }

    mutating func add(integer: BigInt) -> Int32 {
        integers.append(integer)
        return Int32(integers.count - 1)
    }

    /// Takes the parentheses around a node into its place.
    mutating func widen(_ node: NodeID, to span: SourceSpan) { nodes[Int(node)].span = span }

    /// The deepest of some children.
    func depth(_ items: some Sequence<NodeID>) -> Int32 {
        items.reduce(0) { $1 == noNode ? $0 : max($0, self[$1].depth) }
    }
}
