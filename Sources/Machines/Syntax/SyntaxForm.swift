/// A node of a tree that has been read but not checked. Nodes refer to others by their numbers.
typealias NodeID = Int32

/// Children that stand side by side in `SyntaxTree.children`.
struct NodeList: Sendable {
    let start: Int32
    let count: Int32
}

/// Names that one quantifier, substitution or operation binds, side by side in
/// `MachineSyntax.locals`.
struct LocalList: Sendable {
    let start: Int32
    let count: Int32

    var range: Range<Int> { Int(start)..<Int(start + count) }
}

/// What a node is. Children have lower numbers than their parents.
enum SyntaxForm: Sendable {
    // Expressions.
    case identifier(Name)
    /// A bound name, an index into `MachineSyntax.locals`.
    case local(Int32)
    /// `x$0` of a variable, and of a bound name.
    case before(Name)
    case beforeLocal(Int32)
    /// An index into `SyntaxTree.integers`.
    case integer(Int32)
    case string(Name)
    case boolean(Bool)
    case builtIn(BuiltInSet)
    /// `succ` and `pred` as functions; the number is added, the name bound in the lambda.
    case step(Int32, by: Int32)
    case unary(UnaryOperator, NodeID)
    /// `subtract` and `multiply` may still mean sets.
    case binary(BinaryOperator, NodeID, NodeID)
    case set(NodeList)
    case sequence(NodeList)
    case comprehension(LocalList, NodeID)
    case lambda(LocalList, NodeID, NodeID)
    case quantified(QuantifiedOperator, LocalList, NodeID, NodeID)
    case truth(NodeID)
    case apply(NodeID, NodeID)
    case image(NodeID, NodeID)
    case record(NodeList)
    case recordSet(NodeList)
    case labelled(Name, NodeID)
    case field(NodeID, Name)

    // Predicates.
    case constant(Bool)
    case and(NodeID, NodeID)
    case or(NodeID, NodeID)
    case implies(NodeID, NodeID)
    case equivalent(NodeID, NodeID)
    case not(NodeID)
    case forAll(LocalList, NodeID)
    case exists(LocalList, NodeID)
    case compare(Comparison, NodeID, NodeID)

    // Substitutions.
    case skip
    case assign(targets: NodeList, values: NodeList)
    case becomesElement(NodeList, NodeID)
    case becomesSuchThat(NodeList, NodeID)
    case parallel(NodeList)
    case inSequence(NodeList)
    case precondition(NodeID, NodeID)
    case assert(NodeID, NodeID)
    /// Arms, and an `ELSE` without a guard.
    case conditional(NodeList, otherwise: NodeID)
    case select(NodeList, otherwise: NodeID)
    case cases(NodeID, NodeList, otherwise: NodeID)
    case choice(NodeList)
    /// One arm of IF or SELECT.
    case guarded(NodeID, NodeID)
    /// One arm of CASE.
    case valued(NodeList, NodeID)
    case any(LocalList, NodeID, NodeID)
    case bind(LocalList, NodeID, NodeID)
    case declare(LocalList, NodeID)
    /// Condition, body, invariant, variant.
    case loop(NodeList)
    case call(Name, arguments: NodeList, results: NodeList)

    enum Sort: String {
        case expression = "an expression"
        case predicate = "a predicate"
        case substitution = "a substitution"
        case part = "a part"
    }

    var sort: Sort {
        switch self {
        case .identifier, .local, .before, .beforeLocal, .integer, .string, .boolean, .builtIn,
            .step, .unary, .binary, .set, .sequence, .comprehension, .lambda, .quantified, .truth,
            .apply, .image, .record, .recordSet, .field:
            .expression
        case .constant, .and, .or, .implies, .equivalent, .not, .forAll, .exists, .compare:
            .predicate
        case .labelled, .guarded, .valued: .part
        default: .substitution
        }
    }
}

/// No child.
let noNode: NodeID = -1
