extension MachineSyntax {
    /// `n` of a `card(S) = n` among the conjuncts of PROPERTIES or CONSTRAINTS.
    ///
    /// - Parameter inConstraints: in CONSTRAINTS, too, which are about parameters.
    func cardinality(of set: Name, inConstraints: Bool = true) -> Int? {
        var open = properties + (inConstraints ? constraints : [])
        while let node = open.popLast() {
            switch tree[node].form {
            case .and(let left, let right): open += [left, right]
            case .compare(.equal, let left, let right):
                if let size = size(of: set, left, right) ?? size(of: set, right, left) {
                    return size
                }
            default: break
            }
        }
        return nil
    }

    private func size(of set: Name, _ left: NodeID, _ right: NodeID) -> Int? {
        guard case .unary(.cardinality, let inner) = tree[left].form,
            case .identifier(let name) = tree[inner].form, name == set,
            case .integer(let number) = tree[right].form
        else { return nil }
        return Int(exactly: tree.integers[Int(number)])
    }
}
