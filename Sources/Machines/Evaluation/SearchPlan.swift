/// In which order names are bound, and by which conjuncts, to find all instances of a conjunction
/// that are not false.
///
/// An instance may be left out only where the conjunction is false for it as it is read: from the
/// left, up to the first conjunct that is false. So a conjunct bounds a name only when all before
/// it that were not yet asked are total, and what bounds it has a value: it is total, or nothing
/// stands before it, and then an instance without a value is found for it in any case.
struct SearchPlan {
    /// What a value is taken apart into.
    indirect enum Pattern {
        case bind(Int)
        case pair(Pattern, Pattern)
        /// To be equal to.
        case value(Expression)

        var binds: [Int] {
            switch self {
            case .bind(let symbol): [symbol]
            case .pair(let left, let right): left.binds + right.binds
            case .value: []
            }
        }
    }

    struct Bound {
        var expression: Expression
        /// The number itself is not reached.
        var isStrict: Bool
    }

    enum Step {
        case test([Predicate])
        /// The pattern is what the expression is.
        case equal(Pattern, Expression)
        /// The pattern is an element of the set.
        case element(Pattern, Expression)
        /// The integer lies between all of these.
        case between(Int, lower: [Bound], upper: [Bound])
        case subset(Int, Expression, isStrict: Bool)
        /// Nothing says which values the name may have.
        case unbounded(Int, SourceSpan)
    }

    struct Conjunct {
        var predicate: Predicate
        var mentions: Set<Int>
        /// All that stands before it being true: it may be passed over.
        var isTotal: Bool
        var isDone = false
    }

    private(set) var steps: [Step] = []
    var conjuncts: [Conjunct] = []
    /// In the order in which they were written.
    private(set) var waiting: [Int]
    private(set) var unbound: Set<Int>
    let types: [Int: MachineType]
    /// Only instances that are true are looked for: those without a value may be left out.
    let isForTruth: Bool
    let limits: MachineLimits
    private let given: Totality

    init(
        _ predicates: [Predicate], for symbols: [Int], types: [Int: MachineType],
        _ totality: Totality, isForTruth: Bool, limits: MachineLimits
    ) {
        self.types = types
        self.isForTruth = isForTruth
        self.limits = limits
        given = totality
        waiting = symbols
        unbound = Set(symbols)
        var known = totality
        for predicate in predicates {
            for part in Self.split(predicate, known) {
                conjuncts.append(
                    Conjunct(
                        predicate: part, mentions: part.mentions,
                        isTotal: isForTruth || known.isTotal(part)))
                known.learn(part)
            }
        }
    }

    /// `a |-> b : A * B` says as much as `a : A & b : B` where A and B have values.
    private static func split(_ predicate: Predicate, _ totality: Totality) -> [Predicate] {
        guard case .compare(.member, let left, let right) = predicate.node,
            case .binary(.pair, let a, let b) = left.node,
            case .binary(.cartesian, let x, let y) = right.node, totality.isTotal(predicate)
        else { return [predicate] }
        return [
            Predicate(.compare(.member, a, x), predicate.span),
            Predicate(.compare(.member, b, y), predicate.span),
        ].flatMap { split($0, totality) }
    }

    /// - Parameter span: of what binds the names.
    mutating func order(_ span: SourceSpan) {
        askWhatCanBeAsked()
        while !unbound.isEmpty {
            bindNext(span)
            askWhatCanBeAsked()
        }
        for conjunct in conjuncts where !conjunct.isDone { ask(conjunct.predicate) }
    }

    /// What is known where the search stands: conjuncts that were not asked yet teach nothing.
    var known: Totality {
        var known = given
        for conjunct in conjuncts where conjunct.isDone { known.learn(conjunct.predicate) }
        return known
    }

    /// Tests that follow each other are one step.
    private mutating func ask(_ predicate: Predicate) {
        if case .test(let others)? = steps.last {
            steps[steps.count - 1] = .test(others + [predicate])
        } else {
            steps.append(.test([predicate]))
        }
    }

    /// Names that have a value now.
    mutating func bind(_ symbols: [Int]) {
        unbound.subtract(symbols)
        waiting.removeAll { !unbound.contains($0) }
    }

    private mutating func askWhatCanBeAsked() {
        var isFirst = true
        for place in conjuncts.indices where !conjuncts[place].isDone {
            let conjunct = conjuncts[place]
            let isReady = conjunct.mentions.isDisjoint(with: unbound)
            if isReady, isFirst || isForTruth || known.isTotal(conjunct.predicate) {
                conjuncts[place].isDone = true
                ask(conjunct.predicate)
                continue
            }
            if !conjunct.isTotal { return }
            isFirst = false
        }
    }

    private mutating func bindNext(_ span: SourceSpan) {
        let candidates = self.candidates()
        if let best = candidates.min(by: { $0.rank < $1.rank }) {
            for place in best.conjuncts { conjuncts[place].isDone = true }
            steps.append(best.step)
            bind(best.binds)
            return
        }
        let byType = waiting.compactMap { symbol -> (symbol: Int, all: Expression)? in
            guard let type = types[symbol], let all = Expression.all(of: type, span) else {
                return nil
            }
            return (symbol, all)
        }
        guard let (symbol, all) = byType.min(by: { $0.all.weight < $1.all.weight }) else {
            steps.append(.unbounded(waiting[0], span))
            bind(waiting)
            return
        }
        steps.append(.element(.bind(symbol), all))
        bind([symbol])
    }
}

extension Expression {
    /// Roughly how many more elements a set has than another one, by its form alone.
    fileprivate var weight: Int {
        switch node {
        case .builtIn, .given: 1
        case .binary(_, let left, let right): left.weight + right.weight
        case .unary(_, let base): 100 * min(base.weight, 1000)
        case .recordSet(let fields): fields.reduce(1) { $0 + $1.value.weight }
        default: 1
        }
    }
}
