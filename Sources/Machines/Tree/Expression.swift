import BigInt

/// An expression whose types and names are known.
///
/// Names are slots: indices into `CheckedMachine.symbols`. Every bound variable of every
/// quantifier has a slot of its own.
package struct Expression: Sendable {
    package indirect enum Node: Sendable {
        case integer(BigInt)
        case boolean(Bool)
        case string(String)
        /// An element of an enumerated or deferred set.
        case element(set: Int, index: Int)
        case symbol(Int)
        /// `x$0` in a becomes-such-that: the value before it.
        case before(Int)
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression)
        /// `{a, b}`; without elements the empty set of the expression's type.
        case set([Expression])
        /// `[a, b]`, a function from 1; without elements `[]` or `<>`.
        case sequence([Expression])
        /// `{x, y | P}`, a set of left-nested pairs.
        case comprehension([Int], Predicate)
        /// `%(x, y).(P | E)`.
        case lambda([Int], Predicate, Expression)
        /// `SIGMA`, `PI`, `UNION`, `INTER`.
        case quantified(QuantifiedOperator, [Int], Predicate, Expression)
        case builtIn(BuiltInSet)
        /// A given set as an expression.
        case given(Int)
        /// `bool(P)`.
        case truth(Predicate)
        /// `f(x)`.
        case apply(Expression, Expression)
        /// `r[S]`.
        case image(Expression, Expression)
        /// `rec(a: E, …)`; labels in ascending order.
        case record([(label: String, value: Expression)])
        /// `r'a`.
        case field(Expression, String)
        /// `struct(a: S, …)`; labels in ascending order.
        case recordSet([(label: String, value: Expression)])
    }

    package var node: Node
    package var type: MachineType
    package var span: SourceSpan

    package init(_ node: Node, _ type: MachineType, _ span: SourceSpan) {
        self.node = node
        self.type = type
        self.span = span
    }
}

package enum BuiltInSet: String, Sendable, CaseIterable {
    case INTEGER, NATURAL, NATURAL1, INT, NAT, NAT1, BOOL, STRING
}

package enum QuantifiedOperator: String, Sendable {
    case sum = "SIGMA"
    case product = "PI"
    case union = "UNION"
    case intersection = "INTER"
}

/// Raw values are how B writes them, for messages.
package enum UnaryOperator: String, Sendable, CaseIterable {
    case negate = "-"
    case minimum = "min"
    case maximum = "max"
    case cardinality = "card"
    case power = "POW"
    case power1 = "POW1"
    case finite = "FIN"
    case finite1 = "FIN1"
    case union = "union"
    case intersection = "inter"
    case domain = "dom"
    case range = "ran"
    case inverse = "~"
    case identity = "id"
    case closure = "closure"
    case closure1 = "closure1"
    case sequences = "seq"
    case sequences1 = "seq1"
    case injectiveSequences = "iseq"
    case injectiveSequences1 = "iseq1"
    case permutations = "perm"
    case size = "size"
    case first = "first"
    case last = "last"
    case front = "front"
    case tail = "tail"
    case reverse = "rev"
    case concatenation = "conc"
    case functionOf = "fnc"
    case relationOf = "rel"
}

/// Raw values are how B writes them, for messages. Overloads are resolved: `-` of sets is
/// `difference`, `*` of sets `cartesian`.
package enum BinaryOperator: String, Sendable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    /// Truncates toward zero.
    case divide = "/"
    /// Defined for a >= 0 and b > 0 only.
    case modulo = "mod"
    case raise = "**"
    case interval = ".."
    case pair = "|->"
    case union = "\\/"
    case intersection = "/\\"
    case difference = "\\"
    case cartesian = "* of sets"
    case relations = "<->"
    case partialFunctions = "+->"
    case totalFunctions = "-->"
    case partialInjections = ">+>"
    case totalInjections = ">->"
    case partialSurjections = "+->>"
    case totalSurjections = "-->>"
    case partialBijections = ">+>>"
    case totalBijections = ">->>"
    case domainRestriction = "<|"
    case domainSubtraction = "<<|"
    case rangeRestriction = "|>"
    case rangeSubtraction = "|>>"
    case overriding = "<+"
    case directProduct = "><"
    case composition = ";"
    case parallelProduct = "||"
    case iterate = "iterate"
    case firstProjection = "prj1"
    case secondProjection = "prj2"
    case concatenate = "^"
    case prepend = "->"
    case append = "<-"
    case prefix = "/|\\"
    case suffix = "\\|/"
}
