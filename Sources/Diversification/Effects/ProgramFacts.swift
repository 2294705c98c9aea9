import CClang

/// What holds for the whole file: which variables pointers may reach, what functions do.
struct ProgramFacts {
    let source: SourceText
    let rules: SoundnessRules
    /// Variables whose address is taken anywhere, or that other files can name.
    private(set) var exposed: Set<Int> = []
    /// Effects of a call on what outlives it, by function.
    private(set) var summaries: [Int: Effects] = [:]
    private(set) var definedFunctions: Set<Int> = []
    /// Functions that may be running more than once at a time.
    private(set) var recursiveFunctions: Set<Int> = []
    /// The program looks at `errno` or the floating-point flags.
    private(set) var observesMathematics = false
    /// Line numbers are part of the program's text: nothing may move.
    let isTiedToLines: Bool

    init(_ unit: TranslationUnit, rules: SoundnessRules) {
        source = unit.source
        self.rules = rules
        let all = 0..<source.bytes.count
        let names = source.identifiers(all)
        isTiedToLines = names.contains("__LINE__") || names.contains("__COUNTER__")
        observesMathematics = unit.topLevel.contains { top in
            top.contains { node in
                node.kind == CXCursor_DeclRefExpr
                    && LibraryFunctions.observersOfMathematics.contains(
                        node.declaration?.name ?? "")
            }
        }
        if source.text(all).contains("%m") { observesMathematics = true }
        let functions = unit.functions
        definedFunctions = Set(functions.map(\.declaration.id))
        let isPersistent = Set(unit.declarations.filter(\.isPersistent).map(\.id))
        exposed = Set(
            unit.declarations.filter { $0.isPersistent && $0.isExternal }.map(\.id))
        for node in unit.topLevel where node.kind == CXCursor_VarDecl {
            var walker = EffectsWalker(self)
            for child in node.children where child.isExpression { walker.value(child) }
            exposed.formUnion(walker.exposed)
        }
        summarise(functions, isPersistent: isPersistent)
        findRecursion(functions)
    }

    /// Repeats until no summary grows: a fixed point, since effects only ever grow.
    private mutating func summarise(_ functions: [FunctionDefinition], isPersistent: Set<Int>) {
        for function in functions { summaries[function.declaration.id] = Effects() }
        var changed = true
        while changed {
            changed = false
            for function in functions {
                var walker = EffectsWalker(self)
                walker.statement(function.body)
                exposed.formUnion(walker.exposed)
                let outward = walker.effects.outward(isPersistent: isPersistent)
                if outward != summaries[function.declaration.id] {
                    summaries[function.declaration.id] = outward
                    changed = true
                }
            }
        }
    }

    private mutating func findRecursion(_ functions: [FunctionDefinition]) {
        var calls: [Int: Set<Int>] = [:]
        for function in functions {
            var called: Set<Int> = []
            function.body.walk { node in
                if let named = node.declaration, definedFunctions.contains(named.id) {
                    called.insert(named.id)
                }
            }
            calls[function.declaration.id] = called
        }
        for function in functions {
            let start = function.declaration.id
            var reached = calls[start] ?? []
            var pending = Array(reached)
            while let next = pending.popLast() {
                for further in calls[next] ?? [] where reached.insert(further).inserted {
                    pending.append(further)
                }
            }
            if reached.contains(start) { recursiveFunctions.insert(start) }
        }
    }

    /// The effects of one statement of a function's body.
    func effects(of statement: Node, text: Range<Int>) -> Effects {
        var walker = EffectsWalker(self)
        walker.statement(statement)
        var effects = walker.effects
        effects.mentions.formUnion(source.identifiers(text))
        statement.walk { node in
            if let named = node.declaration { effects.mentions.insert(named.name) }
        }
        return effects
    }

    /// Whether the two statements may change places.
    func areIndependent(_ first: Effects, _ second: Effects) -> Bool {
        if !first.isMovable || !second.isMovable { return false }
        if rules.namesBind,
            !first.declares.isDisjoint(with: second.mentions)
                || !second.declares.isDisjoint(with: first.mentions)
        {
            return false
        }
        guard rules.writesConflict else { return true }
        func meet(_ left: Set<Place>, _ right: Set<Place>) -> Bool {
            left.contains { place in
                right.contains { place.mayMeet($0, exposed: exposed, rules: rules) }
            }
        }
        return !meet(first.writes, second.writes) && !meet(first.writes, second.reads)
            && !meet(first.reads, second.writes)
    }
}

extension Effects {
    /// What a caller can notice: locals vanish, pointers may point anywhere.
    func outward(isPersistent: Set<Int>) -> Effects {
        func translate(_ places: Set<Place>) -> Set<Place> {
            var result: Set<Place> = []
            for place in places {
                switch place.root {
                case .variable(let id): if isPersistent.contains(id) { result.insert(place) }
                case .pointee, .memory: result.insert(.memory)
                }
            }
            return result
        }
        var outward = Effects()
        outward.reads = translate(reads)
        outward.writes = translate(writes)
        outward.barrier = barrier
        return outward
    }
}
