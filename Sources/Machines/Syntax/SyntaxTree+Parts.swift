extension SyntaxTree {
    /// The children of a node.
    func parts(of node: NodeID) -> [NodeID] {
        switch self[node].form {
        case .identifier, .local, .before, .beforeLocal, .integer, .string, .boolean, .builtIn,
            .step, .constant, .skip:
            []
        case .unary(_, let part), .truth(let part), .labelled(_, let part), .field(let part, _),
            .not(let part), .comprehension(_, let part), .forAll(_, let part),
            .exists(_, let part), .declare(_, let part):
            [part]
        case .binary(_, let left, let right), .apply(let left, let right),
            .image(let left, let right), .and(let left, let right), .or(let left, let right),
            .implies(let left, let right), .equivalent(let left, let right),
            .compare(_, let left, let right), .lambda(_, let left, let right),
            .quantified(_, _, let left, let right), .precondition(let left, let right),
            .assert(let left, let right), .guarded(let left, let right),
            .any(_, let left, let right), .bind(_, let left, let right):
            [left, right]
        case .set(let list), .sequence(let list), .record(let list), .recordSet(let list),
            .parallel(let list), .inSequence(let list), .choice(let list), .loop(let list):
            self[list].filter { $0 != noNode }
        case .assign(let first, let second), .call(_, arguments: let first, results: let second):
            Array(self[first] + self[second])
        case .becomesElement(let list, let part), .becomesSuchThat(let list, let part),
            .valued(let list, let part):
            self[list] + [part]
        case .conditional(let arms, let otherwise), .select(let arms, let otherwise):
            (self[arms] + [otherwise]).filter { $0 != noNode }
        case .cases(let value, let arms, let otherwise):
            ([value] + self[arms] + [otherwise]).filter { $0 != noNode }
        }
    }
}
