import CClang

/// What one walk over the whole program finds.
struct ProgramCensus {
    /// The program looks at `errno` or the floating-point flags.
    private(set) var observesMathematics = false
    /// Variables and functions that may be another's under a second name (`alias`, `asm`
    /// labels), or whose body here may not be the one that runs (`weak`, `extern inline`).
    private(set) var doubtful: Set<Int> = []
    /// By function: those named in it, and, for a call through a pointer, all whose address is
    /// taken.
    private(set) var graph = CallGraph([:])
    /// Text for the assembler stands at file scope.
    private(set) var hasAssembly = false

    init(_ unit: TranslationUnit, defined: Set<Int>) {
        var gatherer = Gatherer(source: unit.source, defined: defined)
        for top in unit.topLevel { gatherer.visit(top, in: nil) }
        observesMathematics = gatherer.observesMathematics
        doubtful = gatherer.doubtful
        // What an alias or label names is as doubtful.
        for named in unit.declarations
        where gatherer.doubtfulNames.contains(named.name)
            && (named.isPersistent || named.kind == CXCursor_FunctionDecl)
        {
            doubtful.insert(named.id)
        }
        hasAssembly = unit.topLevel.contains { top in
            guard top.kind == CXCursor_UnexposedDecl else { return false }
            let names: Set<String> = ["asm", "__asm", "__asm__"]
            return !top.isInMainFile
                || !unit.source.identifiers(top.range).isDisjoint(with: names)
        }
        for function in gatherer.callThroughPointers {
            gatherer.named[function, default: []].formUnion(gatherer.addressed)
        }
        for function in defined where gatherer.named[function] == nil {
            gatherer.named[function] = []
        }
        graph = CallGraph(gatherer.named)
    }

    private struct Gatherer {
        let source: SourceText
        let defined: Set<Int>
        var observesMathematics = false
        var doubtful: Set<Int> = []
        var doubtfulNames: Set<String> = []
        var named: [Int: Set<Int>] = [:]
        var addressed: Set<Int> = []
        var callThroughPointers: Set<Int> = []

        mutating func visit(_ node: Node, in function: Int?) {
            var function = function
            switch node.kind {
            case CXCursor_FunctionDecl:
                function = node.declaration?.id
                declaration(node)
            case CXCursor_VarDecl: declaration(node)
            case CXCursor_DeclRefExpr: reference(node, in: function)
            case CXCursor_CallExpr:
                call(node, in: function)
                // The callee's name is no address that is taken.
                let callee = node.children.first?.bare
                if callee?.kind == CXCursor_DeclRefExpr, let callee {
                    mention(callee, in: function)
                    for child in node.children.dropFirst() { visit(child, in: function) }
                    return
                }
            default: break
            }
            for child in node.children { visit(child, in: function) }
        }

        private mutating func mention(_ node: Node, in function: Int?) {
            guard let named = node.declaration else { return }
            if LibraryFunctions.observersOfMathematics.contains(named.name) {
                observesMathematics = true
            }
            guard let function, defined.contains(named.id) else { return }
            self.named[function, default: []].insert(named.id)
        }

        private mutating func reference(_ node: Node, in function: Int?) {
            mention(node, in: function)
            if let named = node.declaration, defined.contains(named.id) {
                addressed.insert(named.id)
            }
        }

        private mutating func call(_ node: Node, in function: Int?) {
            guard let function, let callee = node.children.first else { return }
            // A library function that is handed a function may call it.
            let isDirect =
                callee.bare.declaration?.kind == CXCursor_FunctionDecl
                && !node.children.dropFirst().contains { $0.type.isFunctionPointer }
            if !isDirect { callThroughPointers.insert(function) }
        }

        private mutating func declaration(_ node: Node) {
            guard let named = node.declaration else { return }
            let isInlineElsewhere =
                clang_Cursor_isFunctionInlined(node.cursor) != 0
                && clang_Cursor_getStorageClass(node.cursor) == CX_SC_Extern
            if isInlineElsewhere { doubtful.insert(named.id) }
            for attribute in node.children where isDoubtful(attribute) {
                doubtful.insert(named.id)
                doubtfulNames.formUnion(source.identifiers(attribute.range))
            }
        }

        /// An attribute that may give a thing a second name or body; unknown ones may.
        private func isDoubtful(_ attribute: Node) -> Bool {
            guard attribute.isAttribute else { return false }
            guard attribute.kind == CXCursor_UnexposedAttr else {
                return attribute.kind == CXCursor_AsmLabelAttr
            }
            guard attribute.isInMainFile else { return true }
            let text = source.text(attribute.range)
            let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            return !Self.plain.contains(
                String(name.drop { $0 == "_" }.reversed().drop { $0 == "_" }.reversed()))
        }

        /// Attributes that leave a declaration the one thing that it seems to be.
        private static let plain: Set<String> = [
            "unused", "used", "noinline", "always_inline", "noreturn", "format", "nonnull",
            "returns_nonnull", "malloc", "alloc_size", "hot", "cold", "deprecated", "sentinel",
            "constructor", "destructor", "nothrow", "leaf", "noclone", "optimize", "flatten",
            "section", "mode", "vector_size", "target", "artificial", "retain", "may_alias",
            "no_instrument_function", "nonstring", "fallthrough", "access", "aligned", "packed",
        ]
    }
}
