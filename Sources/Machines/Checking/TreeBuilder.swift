/// Builds the typed tree of one instance, children before parents, without recursion.
struct TreeBuilder {
    let checker: MachineChecker
    let instance: Instance
    var expressions: [Expression?]
    var predicates: [Predicate?]
    var substitutions: [Substitution?]
    /// Finished types by their roots.
    private var types: [TypeID: MachineType] = [:]
    /// Expressions whose type stayed unknown.
    private(set) var isTypeMissing = false

    init(_ instance: Instance, _ checker: MachineChecker) {
        self.instance = instance
        self.checker = checker
        let count = instance.syntax.tree.nodes.count
        expressions = Array(repeating: nil, count: count)
        predicates = Array(repeating: nil, count: count)
        substitutions = Array(repeating: nil, count: count)
    }

    var tree: SyntaxTree { instance.syntax.tree }

    /// Builds all nodes; those that cannot be built are told as errors.
    mutating func build() {
        for region in instance.syntax.regions {
            for index in region.nodes {
                let node = tree.nodes[index]
                switch node.form.sort {
                case .expression: buildExpression(NodeID(index), node)
                case .predicate: predicates[index] = predicate(node)
                case .substitution: substitutions[index] = substitution(NodeID(index), node)
                case .part: continue
                }
            }
        }
    }

    private mutating func buildExpression(_ id: NodeID, _ node: SyntaxTree.Node) {
        guard let type = type(instance.types[Int(id)], node) else { return }
        guard let made = expression(id, node, type) else { return }
        expressions[Int(id)] = Expression(made, type, node.span)
    }

    mutating func type(_ type: TypeID, _ node: SyntaxTree.Node) -> MachineType? {
        let root = checker.types.root(type)
        if let known = types[root] { return known }
        do {
            let found = try checker.types.resolve(root)
            types[root] = found
            return found
        } catch {
            if !isTypeMissing { refuse(node, error) }
            isTypeMissing = true
            return nil
        }
    }

    private func refuse(_ node: SyntaxTree.Node, _ failure: TypeStore.Failure) {
        let text = node.span.text(in: checker.sources)
        switch failure {
        case .unknown: checker.refuse(node.span, "cannot infer the type of '\(text)'")
        case .tooLarge: checker.refuse(node.span, "the type of '\(text)' is too large")
        }
    }

    func slots(_ locals: LocalList) -> [Int] { locals.range.map { instance.slots[$0] } }

    func expressions(_ list: NodeList) -> [Expression]? {
        let found = tree[list].compactMap { expressions[Int($0)] }
        return found.count == Int(list.count) ? found : nil
    }

    func substitutions(_ list: NodeList) -> [Substitution]? {
        let found = tree[list].compactMap { substitutions[Int($0)] }
        return found.count == Int(list.count) ? found : nil
    }
}
