extension Expression {
    /// Its direct parts, in the order of the text.
    var parts: (expressions: [Expression], predicates: [Predicate]) {
        switch node {
        case .integer, .boolean, .string, .element, .symbol, .before, .builtIn, .given: ([], [])
        case .unary(_, let part), .field(let part, _): ([part], [])
        case .binary(_, let left, let right), .apply(let left, let right),
            .image(let left, let right):
            ([left, right], [])
        case .set(let parts), .sequence(let parts): (parts, [])
        case .comprehension(_, let predicate), .truth(let predicate): ([], [predicate])
        case .lambda(_, let predicate, let result),
            .quantified(_, _, let predicate, let result):
            ([result], [predicate])
        case .record(let fields), .recordSet(let fields): (fields.map(\.value), [])
        }
    }

    /// Every name that occurs in it, bound ones included: each has a number of its own. Not `x$0`,
    /// which is another value than that of `x`.
    var mentions: Set<Int> {
        var found: Set<Int> = []
        collect(&found)
        return found
    }

    fileprivate func collect(_ found: inout Set<Int>, isBefore: Bool = false) {
        switch node {
        case .symbol(let symbol): if !isBefore { found.insert(symbol) }
        case .before(let symbol): if isBefore { found.insert(symbol) }
        default:
            let (expressions, predicates) = parts
            for part in expressions { part.collect(&found, isBefore: isBefore) }
            for part in predicates { part.collect(&found, isBefore: isBefore) }
        }
    }
}

extension Predicate {
    var parts: (expressions: [Expression], predicates: [Predicate]) {
        switch node {
        case .constant: ([], [])
        case .and, .or: ([], chain)
        case .implies(let left, let right), .equivalent(let left, let right): ([], [left, right])
        case .not(let part), .forAll(_, let part), .exists(_, let part): ([], [part])
        case .compare(_, let left, let right): ([left, right], [])
        }
    }

    /// The members of an outermost `&`, or of an outermost `or`, from left to right; found without
    /// recursion, for texts that join thousands.
    var chain: [Predicate] {
        var found: [Predicate] = []
        var waiting = [self]
        while let predicate = waiting.popLast() {
            switch (node, predicate.node) {
            case (.and, .and(let left, let right)), (.or, .or(let left, let right)):
                waiting.append(right)
                waiting.append(left)
            default: found.append(predicate)
            }
        }
        return found
    }

    /// The members of an outermost `&`; itself when it is none.
    var allConjuncts: [Predicate] { if case .and = node { chain } else { [self] } }

    var mentions: Set<Int> {
        var found: Set<Int> = []
        collect(&found)
        return found
    }

    /// Every name of which it reads the value before: `x$0`.
    var befores: Set<Int> {
        var found: Set<Int> = []
        collect(&found, isBefore: true)
        return found
    }

    fileprivate func collect(_ found: inout Set<Int>, isBefore: Bool = false) {
        let (expressions, predicates) = parts
        for part in expressions { part.collect(&found, isBefore: isBefore) }
        for part in predicates { part.collect(&found, isBefore: isBefore) }
    }
}
