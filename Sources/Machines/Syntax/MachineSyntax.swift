/// A machine as it was read from one file, before names and types are known.
struct MachineSyntax: Sendable {
    /// A name that a clause declares.
    struct Declared: Sendable {
        let name: Name
        let span: SourceSpan
        var isConcrete = false
    }

    /// `x.Other(a, b)` in SEES, INCLUDES, ….
    struct Reference: Sendable {
        /// Without the dot; empty without a prefix.
        let prefix: String
        let machine: String
        let span: SourceSpan
        let arguments: [NodeID]
    }

    struct SetDeclaration: Sendable {
        let name: Name
        let span: SourceSpan
        /// Of an enumerated set.
        var elements: [Declared]?
        /// `S = T`; nil for others.
        var value: NodeID?
    }

    struct Valuation: Sendable {
        let name: Name
        let span: SourceSpan
        let value: NodeID
    }

    struct OperationSyntax: Sendable {
        let name: Name
        let span: SourceSpan
        let inputs: LocalList
        let outputs: LocalList
        let body: NodeID
        /// All nodes of the body.
        let nodes: Range<Int>
    }

    /// A name that a quantifier, a substitution or an operation binds.
    struct Local: Sendable {
        let name: Name
        let span: SourceSpan
        let role: CheckedMachine.Symbol.Role
        /// Bound by VAR, so that it can be assigned.
        let isAssignable: Bool
    }

    /// Which names the nodes of a clause may read.
    struct Region: Sendable {
        let clause: TokenKind
        /// Of the word that starts the clause.
        let span: SourceSpan
        let nodes: Range<Int>
    }

    var file: Int32
    var kind: CheckedMachine.Kind = .machine
    var name = Name(index: 0)
    var span: SourceSpan
    var parameters: [Declared] = []
    var constraints: [NodeID] = []
    var sees: [Reference] = []
    var includes: [Reference] = []
    var extends: [Reference] = []
    var imports: [Reference] = []
    var promotes: [Declared] = []
    var refines: Declared?
    var sets: [SetDeclaration] = []
    var constants: [Declared] = []
    var properties: [NodeID] = []
    var values: [Valuation] = []
    var variables: [Declared] = []
    var invariant: [NodeID] = []
    var assertions: [NodeID] = []
    var initialisation: NodeID?
    var operations: [OperationSyntax] = []
    var localOperations: [OperationSyntax] = []

    var tree = SyntaxTree()
    var locals: [Local] = []
    var regions: [Region] = []
    var expansions: [Expansion] = []
    /// Sizes of deferred sets that `scope_S == n` gives.
    var scopes: [Name: Int] = [:]
}
