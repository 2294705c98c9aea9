import CClang

/// Which functions of a unit have at most one activation at any time.
///
/// Entered again may be what is recursive, and everything that can be reached from a function
/// whose address is taken (handlers of signals, threads, comparisons, hooks), that another unit
/// or the C library says, or that runs at the program's start or end (a destructor while what
/// called `exit` still runs): who calls these, and when, is not known.
struct Reentrancy {
    private var mayReenter: Set<Int> = []

    /// The C library calls these even where the program defines them.
    private static let allocators: Set<String> = [
        "malloc", "calloc", "realloc", "free", "aligned_alloc", "memalign", "posix_memalign",
    ]

    init(_ program: Program) {
        let functions = program.unit.functions
        let sharing = Sharing(program)
        let defined = Set(functions.map(\.declaration.id))
        var calls: [Int: Set<Int>] = [:]
        var entered: Set<Int> = []
        for function in functions {
            let name = function.declaration.name
            let isLibrarys =
                function.declaration.isInSystemHeader || Self.allocators.contains(name)
            if function.declaration.isExternal && isLibrarys
                || sharing.isShared(function.declaration)
                || ["constructor", "destructor"].contains(where: {
                    function.node.hasAttribute($0, in: program.source)
                })
            {
                entered.insert(function.declaration.id)
            }
        }
        for top in program.unit.topLevel {
            let owner = top.kind == CXCursor_FunctionDecl ? top.declaration?.id : nil
            visit(top, isCallee: false) { named, isCallee in
                guard defined.contains(named) else { return }
                if let owner { calls[owner, default: []].insert(named) }
                if !isCallee { entered.insert(named) }
            }
        }
        let graph = CallGraph(
            Dictionary(uniqueKeysWithValues: defined.map { ($0, calls[$0] ?? []) }))
        if program.rules.addressedFunctionsMayReenter {
            mayReenter = graph.reached(from: entered)
        }
        if program.rules.activationsHaveOwnVariables { mayReenter.formUnion(graph.recursive) }
    }

    func mayReenter(_ function: FunctionDefinition) -> Bool {
        mayReenter.contains(function.declaration.id)
    }

    private func visit(
        _ node: Node, isCallee: Bool, _ found: (_ function: Int, _ isCallee: Bool) -> Void
    ) {
        if node.kind == CXCursor_DeclRefExpr, let named = node.declaration,
            named.kind == CXCursor_FunctionDecl
        {
            found(named.id, isCallee)
        }
        for (position, child) in node.children.enumerated() {
            let isTransparent = node.implicitlyConverted != nil || node.kind == CXCursor_ParenExpr
            visit(
                child,
                isCallee: node.kind == CXCursor_CallExpr && position == 0
                    || isTransparent && isCallee, found)
        }
    }
}
