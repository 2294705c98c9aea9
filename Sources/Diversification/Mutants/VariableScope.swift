import CClang

/// The variables that a function can name, in the order of their declarations.
struct VariableScope {
    private struct Variable {
        let node: Node
        let name: String
        let isGlobal: Bool
        /// Where it can be named.
        let scope: Range<Int>
    }

    private var variables: [Variable] = []

    init(_ function: FunctionDefinition, _ program: Program) {
        for node in program.unit.topLevel where node.kind == CXCursor_VarDecl {
            guard let name = node.declaration?.name, node.isInMainFile,
                node.range.upperBound <= function.node.range.lowerBound
            else { continue }
            variables.append(
                Variable(
                    node: node, name: name, isGlobal: true,
                    scope: node.range.upperBound..<program.source.bytes.count))
        }
        for node in function.node.children where node.kind == CXCursor_ParmDecl {
            add(node, until: function.body.range.upperBound)
        }
        var found: [(Node, Int)] = []
        function.body.eachStatement { statement, parent in
            let end = parent?.range.upperBound ?? function.body.range.upperBound
            if statement.kind == CXCursor_DeclStmt {
                found += statement.children.map { ($0, end) }
            } else if statement.kind == CXCursor_ForStmt, let first = statement.children.first,
                first.kind == CXCursor_DeclStmt
            {
                found += first.children.map { ($0, statement.range.upperBound) }
            }
        }
        for (node, end) in found where node.kind == CXCursor_VarDecl { add(node, until: end) }
    }

    private mutating func add(_ node: Node, until end: Int) {
        guard let name = node.declaration?.name, node.range.upperBound <= end else { return }
        variables.append(
            Variable(
                node: node, name: name, isGlobal: false, scope: node.range.upperBound..<end))
    }

    /// The names of all variables of the same type and kind that can be assigned where this one
    /// is named, itself among them; none when a name has two meanings in the function.
    func variables(like reference: Node) -> [String] {
        guard let named = reference.declaration else { return [] }
        var counts: [String: Int] = [:]
        for variable in variables { counts[variable.name, default: 0] += 1 }
        let isGlobal = variables.first { $0.node.declaration === named }?.isGlobal
        guard let isGlobal else { return [] }
        let place = reference.range.lowerBound
        return variables.filter { variable in
            variable.isGlobal == isGlobal && variable.scope.contains(place)
                && counts[variable.name] == 1 && variable.node.type.isSame(as: reference.type)
                && !variable.node.type.isConstant
        }.map(\.name)
    }
}
