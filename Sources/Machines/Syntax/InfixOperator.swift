/// A binary operator: how strongly it binds and what it makes.
struct InfixOperator {
    enum Form {
        case and, or, implies, equivalent
        case compare(Comparison)
        case binary(BinaryOperator)
    }

    /// Priorities of the B Language Reference Manual; a larger one binds tighter.
    enum Priority {
        static let lowest = 0
        static let composition = 20
        static let implies = 30
        static let junction = 40
        static let equivalent = 60
        static let comparison = 110
        static let comma = 115
        static let arrow = 125
        static let maplet = 160
        static let negation = 210
    }

    let priority: Int
    let form: Form
    /// Whether a run of it may be grouped in any way.
    var isAssociative = false
    var isRightAssociative = false

    static let all: [TokenKind: InfixOperator] = {
        var table: [TokenKind: InfixOperator] = [
            .implies: InfixOperator(priority: Priority.implies, form: .implies),
            .and: InfixOperator(priority: Priority.junction, form: .and, isAssociative: true),
            .or: InfixOperator(priority: Priority.junction, form: .or, isAssociative: true),
            .equivalent: InfixOperator(priority: Priority.equivalent, form: .equivalent),
            .comma: InfixOperator(priority: Priority.comma, form: .binary(.pair)),
            .power: InfixOperator(priority: 200, form: .binary(.raise), isRightAssociative: true),
        ]
        for (kind, comparison) in comparisons {
            table[kind] = InfixOperator(priority: Priority.comparison, form: .compare(comparison))
        }
        for (kind, priority, binary) in binaries {
            table[kind] = InfixOperator(
                priority: priority, form: .binary(binary), isAssociative: runs.contains(binary))
        }
        return table
    }()

    private static let comparisons: [(TokenKind, Comparison)] = [
        (.equal, .equal), (.notEqual, .notEqual), (.member, .member), (.notMember, .notMember),
        (.subset, .subset), (.notSubset, .notSubset), (.strictSubset, .strictSubset),
        (.notStrictSubset, .notStrictSubset), (.less, .less), (.lessOrEqual, .lessOrEqual),
        (.greater, .greater), (.greaterOrEqual, .greaterOrEqual),
    ]

    private static let binaries: [(TokenKind, Int, BinaryOperator)] = [
        (.semicolon, 20, .composition), (.parallel, 20, .parallelProduct),
        (.relation, 125, .relations), (.partialFunction, 125, .partialFunctions),
        (.totalFunction, 125, .totalFunctions), (.partialInjection, 125, .partialInjections),
        (.totalInjection, 125, .totalInjections), (.partialSurjection, 125, .partialSurjections),
        (.totalSurjection, 125, .totalSurjections), (.partialBijection, 125, .partialBijections),
        (.totalBijection, 125, .totalBijections), (.maplet, 160, .pair), (.union, 160, .union),
        (.intersection, 160, .intersection), (.domainRestriction, 160, .domainRestriction),
        (.domainSubtraction, 160, .domainSubtraction), (.rangeRestriction, 160, .rangeRestriction),
        (.rangeSubtraction, 160, .rangeSubtraction), (.overriding, 160, .overriding),
        (.directProduct, 160, .directProduct), (.concatenate, 160, .concatenate),
        (.prepend, 160, .prepend), (.append, 160, .append), (.prefix, 160, .prefix),
        (.suffix, 160, .suffix), (.interval, 170, .interval), (.plus, 180, .add),
        (.minus, 180, .subtract), (.setMinus, 180, .difference), (.times, 190, .multiply),
        (.cartesian, 190, .cartesian), (.divide, 190, .divide), (.mod, 190, .modulo),
    ]

    private static let runs: Set<BinaryOperator> = [
        .add, .union, .intersection, .composition, .concatenate, .overriding,
    ]
}
