import CClang

/// The body of a switch, cut at its cases.
struct SwitchGroups {
    struct Group {
        var labels: [Node] = []
        var isDefault = false
        var statements: [Node] = []
    }

    private(set) var all: [Group] = []

    init(_ body: Node) throws(Unproved) {
        for child in body.children {
            var node = child
            var isNew = false
            while node.kind == CXCursor_CaseStmt || node.kind == CXCursor_DefaultStmt {
                if !isNew { all.append(Group()) }
                isNew = true
                let isDefault = node.kind == CXCursor_DefaultStmt
                guard node.children.count == (isDefault ? 1 : 2), let inner = node.children.last
                else { throw Unproved("range of cases") }
                if isDefault {
                    all[all.count - 1].isDefault = true
                } else {
                    all[all.count - 1].labels.append(node.children[0])
                }
                node = inner
            }
            guard !all.isEmpty else { throw Unproved("statement before the first case") }
            all[all.count - 1].statements.append(node)
        }
    }
}
