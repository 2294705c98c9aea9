import CClang

/// Why the meaning of a function is not known.
struct Unproved: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

/// The graph that the runs of one unit grow together.
final class TermBuilder {
    var graph: TermGraph

    init(_ graph: TermGraph) { self.graph = graph }
}

/// One symbolic run of a function: what it does as terms over its parameters and the memory.
///
/// Private scalars are their values. All other accesses are events; a store, call or loop names
/// the events before it that touch the same memory, a read those that may have written what it
/// reads, so events that touch different memory have no order. Each event has the condition under
/// which control reaches it. What may be undefined is demanded under that condition, too: a
/// division that runs where it did not before makes another function.
final class FunctionRun {
    struct State {
        /// Of private scalar variables, by their declaration.
        var values: [Int: Term] = [:]
        /// The frame's events that have happened, rising.
        var events: [Int] = []
        var condition: Term
    }

    struct Jumps: Equatable {
        var returns = 0
        var breaks = 0
        var continues = 0
    }

    let terms: TermBuilder
    let unit: UnitContext
    let name: String
    var state: State
    /// Control reaches this point.
    var isLive = true
    /// The function's body and the loops around this point.
    var frames = [RunFrame(level: nil)]
    var breaks: [[State]] = []
    var continues: [[State]] = []
    var jumps = Jumps()
    var labels: [Int: String] = [:]
    var locals: [Int: Location] = [:]
    var scopes: [[String]] = [[]]
    var statics: [Term] = []
    /// Where address terms point to.
    var addresses: [Term: Location] = [:]
    /// Why another term need not be another function.
    var doubt: String?
    /// The objects of variables so far.
    var objects: Set<Term> = []

    init(_ name: String, _ terms: TermBuilder, _ unit: UnitContext) {
        self.name = name
        self.terms = terms
        self.unit = unit
        state = State(condition: terms.graph.make(.conjunction))
    }

    /// The function's meaning; equal terms are equal functions, if those that they call are.
    func run(_ function: FunctionDefinition) throws(Unproved) -> Term {
        if unit.hasSecondNames { throw Unproved("names that may have others") }
        try refuse(function.node, function.body)
        let parameters = function.node.children.filter { $0.kind == CXCursor_ParmDecl }
        for (position, parameter) in parameters.enumerated() {
            guard let variable = parameter.declaration else { throw Unproved("parameter") }
            try bind(variable, parameter, to: make(.parameter, "\(position)"))
        }
        try statement(function.body)
        let frame = frames[0]
        if isLive { frame.returns.insert(make(.pair, "", [state.condition])) }
        let attributes = function.node.children.filter(\.isAttribute).map(\.kind.rawValue)
        let storage = clang_Cursor_getStorageClass(function.node.cursor).rawValue
        let head = "\(name) \(function.node.type.canonical.spelling) \(storage) \(attributes)"
        return make(
            .definition, head,
            [
                set(frame.events.map(\.term)), set(frame.returns), set(frame.demands),
                set(statics),
            ])
    }

    /// Control flow that a run does not follow.
    private func refuse(_ function: Node, _ body: Node) throws(Unproved) {
        var reason: String?
        function.walk { node in
            switch node.kind {
            case CXCursor_GotoStmt, CXCursor_IndirectGotoStmt, CXCursor_LabelStmt:
                reason = reason ?? "goto"
            case CXCursor_StmtExpr: reason = reason ?? "statement expression"
            case CXCursor_VarDecl, CXCursor_ParmDecl:
                if node.type.canonical.spelling.contains("__va_list_tag") {
                    reason = reason ?? "variable arguments"
                }
            case CXCursor_AsmStmt, CXCursor_GCCAsmStmt:
                if !isPadding(node, in: body) { reason = reason ?? "asm" }
            case CXCursor_DeclRefExpr:
                let called = node.declaration?.name ?? ""
                if called.contains("setjmp") || called.hasSuffix("alloca") || called == "vfork" {
                    reason = reason ?? called
                }
            default: break
            }
        }
        if let reason { throw Unproved(reason) }
    }

    /// An empty `asm` that keeps a block alive which nothing else uses.
    private func isPadding(_ node: Node, in body: Node) -> Bool {
        guard node.kind == CXCursor_GCCAsmStmt, node.isInMainFile, !node.startsInMacro else {
            return false
        }
        let text = unit.source.text(node.range)
        let pieces = text.split(separator: "(")
        guard pieces.count == 3, let word = pieces.last?.prefix(while: { $0 != ")" }),
            text == "__asm__ volatile(\"\" : : \"r\"(\(word)))"
        else { return false }
        var variables = 0
        var uses = 0
        body.walk { inner in
            guard inner.declaration?.name == String(word) else { return }
            if inner.kind == CXCursor_VarDecl, inner.firstValue == nil { variables += 1 }
            if inner.kind == CXCursor_DeclRefExpr { uses += 1 }
        }
        return variables == 1 && uses == 1
    }

    // MARK: Terms

    func make(
        _ operation: TermGraph.Operation, _ text: String = "", _ operands: [Term] = []
    ) -> Term {
        terms.graph.make(operation, text, operands)
    }

    func set(_ members: some Sequence<Term>) -> Term { terms.graph.makeSet(members) }

    func and(_ one: Term, _ other: Term) -> Term { terms.graph.conjunction(one, other) }

    func not(_ term: Term) -> Term { terms.graph.negation(term) }
}

/// What happens in a function's body, or in one iteration of a loop.
final class RunFrame {
    struct Event {
        let term: Term
        let footprint: Footprint
        /// The events that happen before it in any order, as bits.
        let ancestors: [UInt64]
    }

    /// Of the loop; nil for the function's body.
    let level: Int?
    var events: [Event] = []
    /// What may be undefined, with its condition.
    var demands: Set<Term> = []
    /// Values returned, with their conditions.
    var returns: Set<Term> = []
    var footprint = Footprint()

    init(level: Int?) { self.level = level }
}
