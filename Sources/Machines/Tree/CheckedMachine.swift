/// A machine, refinement or implementation whose names, types and clauses have been checked, with
/// all that it sees, includes, imports or extends linked in.
package struct CheckedMachine: Sendable {
    package enum Kind: String, Sendable {
        case machine = "MACHINE"
        case refinement = "REFINEMENT"
        case implementation = "IMPLEMENTATION"
    }

    package struct GivenSet: Sendable {
        package var name: String
        /// Names of an enumerated set's elements; of a deferred set `NAME1`, `NAME2`, ….
        package var elements: [String]
        package var isDeferred: Bool
        /// Of a deferred set or a set parameter of which the machine leaves open how many elements
        /// it has: those here are only some number of them.
        package var assumption: Assumption?

        package init(
            name: String, elements: [String], isDeferred: Bool, assumption: Assumption? = nil
        ) {
            self.name = name
            self.elements = elements
            self.isDeferred = isDeferred
            self.assumption = assumption
        }

        /// `3 elements of 'SS' taken`
        package var taken: String {
            "\(elements.count) element\(elements.count == 1 ? "" : "s") of '\(name)' taken"
        }
    }

    /// Where a set is declared whose size had to be assumed, and what says it.
    package struct Assumption: Sendable {
        package var span: SourceSpan
        package var remedy: String
    }

    package struct Symbol: Sendable {
        package enum Role: String, Sendable {
            case constant
            case variable
            case input
            case output
            /// Bound by a quantifier, `ANY`, `LET` or `VAR`.
            case local
        }

        package var name: String
        package var type: MachineType
        package var role: Role
        package var span: SourceSpan

        package init(name: String, type: MachineType, role: Role, span: SourceSpan) {
            self.name = name
            self.type = type
            self.role = role
            self.span = span
        }
    }

    package struct Operation: Sendable {
        package var name: String
        package var inputs: [Int]
        package var outputs: [Int]
        /// Conjuncts of a `PRE` around the whole body; empty without.
        package var preconditions: [Predicate]
        /// Conjuncts of the refined operation's PRE that speak of variables which this machine does
        /// not keep. They cannot be asked, so it may be tried where nobody may call it.
        package var unasked: [SourceSpan] = []
        /// The body without that `PRE`.
        package var body: Substitution
        /// Of the name.
        package var span: SourceSpan
        /// Defined by this machine itself, not by one that it imports, includes or sees.
        package var isOwn: Bool
        /// Of another machine, but offered like an own one (PROMOTES, EXTENDS).
        package var isPromoted = false
        /// Called by the machine's own operations only (LOCAL_OPERATIONS).
        package var isLocal = false
        /// Of a machine that is only seen: others call it between the operations of this one, and
        /// it changes something.
        package var elsewhere: Elsewhere?
        /// What the machine lets others call.
        package var isOffered: Bool { isOwn && !isLocal || isPromoted }

        package init(
            name: String, inputs: [Int], outputs: [Int], preconditions: [Predicate],
            body: Substitution, span: SourceSpan, isOwn: Bool = true
        ) {
            self.name = name
            self.inputs = inputs
            self.outputs = outputs
            self.preconditions = preconditions
            self.body = body
            self.span = span
            self.isOwn = isOwn
        }
    }

    /// A machine that is only seen, and where.
    package struct Elsewhere: Equatable, Sendable {
        package var machine: String
        package var span: SourceSpan
    }

    /// A conjunct of CONSTRAINTS of a machine that is given its parameters, and by whom.
    package struct Constraint: Sendable {
        package var predicate: Predicate
        /// `one.Counter`
        package var instance: String
        package var use: SourceSpan
    }

    package var name: String
    package var kind: Kind
    package var sources: [SourceText]
    package var sets: [GivenSet]
    /// A slot is an index here.
    package var symbols: [Symbol]
    /// Slots, in the order of the text.
    package var constants: [Int]
    package var variables: [Int]
    /// Conjuncts.
    package var properties: [Predicate]
    /// The last ones of the properties.
    package var constraints: [Constraint]
    package var invariant: [Predicate]
    package var assertions: [Predicate]
    package var initialisation: Substitution?
    package var operations: [Operation]
    /// What is worth knowing, none of it an error.
    package var warnings: [Diagnostic]

    /// Why steps of some operations may be none that anybody may take; nil when each may be taken
    /// where it is admitted.
    package func doubt(about steps: some Sequence<Int>) -> EvaluationStop? {
        for index in steps {
            let operation = operations[index]
            guard let span = operation.unasked.first else { continue }
            let text = "of the refined PRE of '\(operation.name)' cannot be asked here"
            return EvaluationStop(.undecided(text), span)
        }
        return nil
    }

    /// Sets of which nothing says how many elements they have.
    package var assumedSets: [Int] { sets.indices.filter { sets[$0].assumption != nil } }

    package init(name: String, kind: Kind, sources: [SourceText]) {
        self.name = name
        self.kind = kind
        self.sources = sources
        (sets, symbols, constants, variables) = ([], [], [], [])
        (properties, invariant, assertions, operations) = ([], [], [], [])
        constraints = []
        initialisation = nil
        warnings = []
    }
}
