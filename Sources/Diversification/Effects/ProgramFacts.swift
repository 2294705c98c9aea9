import CClang

/// What holds for the whole file: which variables pointers may reach, what functions do.
///
/// Each fact is found when it is first asked for; not thread-safe.
final class ProgramFacts {
    let source: SourceText
    let rules: SoundnessRules
    let definedFunctions: Set<Int>
    /// Line numbers are part of the program's text, or it has parallel regions: nothing may move.
    let isTiedToLines: Bool
    /// Pragmas (OpenMP, OpenACC) say what runs in parallel, and libclang does not show them.
    let hasParallelRegions: Bool
    /// A pragma may make external names another's.
    private let mayRename: Bool
    private let unit: TranslationUnit
    private let others: OtherUnits
    private(set) lazy var census = ProgramCensus(unit, defined: definedFunctions)
    private lazy var outward = findOutward()
    /// Functions that may be running more than once at a time.
    private(set) lazy var recursiveFunctions = census.graph.recursive
    /// These and what they call: a compiler may put a callee's frame into its caller's.
    private(set) lazy var recursiveFrames = census.graph.reached(from: recursiveFunctions)
    /// The program looks at `errno` or the floating-point flags.
    private(set) lazy var observesMathematics =
        census.observesMathematics || source.says("%m")
        || LibraryFunctions.observersOfMathematics.contains(where: others.say)
    private var volatileRecords: [Cursor: Bool] = [:]

    init(_ unit: TranslationUnit, rules: SoundnessRules, others: OtherUnits = .init()) {
        self.unit = unit
        self.others = others
        source = unit.source
        self.rules = rules
        let words = unit.words
        mayRename = words.pragmasMaySay(["weak", "redefine_extname"])
        hasParallelRegions = words.pragmasMaySay(["omp", "acc"])
        let tied: Set<String> = ["__LINE__", "__COUNTER__", "__builtin_LINE"]
        isTiedToLines = !words.code.isDisjoint(with: tied) || hasParallelRegions
        definedFunctions = Set(unit.functions.map(\.declaration.id))
    }

    /// Variables whose address is taken anywhere, or that other files can name.
    var exposed: Set<Int> { outward.exposed }
    /// Effects of a call on what outlives it, by function.
    var summaries: [Int: Effects] { outward.summaries }

    private struct Outward {
        var exposed: Set<Int>
        var summaries: [Int: Effects]
    }

    /// Walks each function once, then hands effects from callees to callers until no summary
    /// grows: a fixed point, since effects only ever grow.
    private func findOutward() -> Outward {
        let isPersistent = Set(unit.declarations.filter(\.isPersistent).map(\.id))
        var exposed = Set(
            unit.declarations.filter { $0.isPersistent && $0.isExternal }.map(\.id))
        for node in unit.topLevel where node.kind == CXCursor_VarDecl {
            var walker = EffectsWalker(self, isResolving: false)
            for child in node.children where child.isExpression { walker.value(child) }
            exposed.formUnion(walker.exposed)
        }
        var summaries: [Int: Effects] = [:]
        var called: [Int: Set<Int>] = [:]
        for function in unit.functions {
            var walker = EffectsWalker(self, isResolving: false)
            walker.function(function)
            exposed.formUnion(walker.exposed)
            summaries[function.declaration.id] = walker.effects.outward(isPersistent: isPersistent)
            called[function.declaration.id] = walker.called
        }
        let order = CallGraph(called).calleesFirst
        var hasGrown = true
        while hasGrown {
            hasGrown = false
            for function in order {
                for callee in called[function] ?? [] where callee != function {
                    guard let effects = summaries[callee] else { continue }
                    if summaries[function]!.absorb(effects, rules) { hasGrown = true }
                }
            }
        }
        return Outward(exposed: exposed, summaries: summaries)
    }

    /// Whether the thing may have a second name, or be another's.
    func isDoubtful(_ named: Declaration) -> Bool {
        mayRename && named.isExternal || census.doubtful.contains(named.id)
    }

    /// Whether the type, or a field of it held by value, is volatile or atomic.
    func holdsVolatile(_ type: CXType) -> Bool {
        if clang_isVolatileQualifiedType(type.canonical) != 0 { return true }
        let element = type.element
        if clang_isVolatileQualifiedType(element) != 0 { return true }
        guard element.kind == CXType_Record else { return element.kind == CXType_Atomic }
        let record = Cursor(raw: clang_getTypeDeclaration(element))
        if let known = volatileRecords[record] { return known }
        let found = element.holdsVolatile
        volatileRecords[record] = found
        return found
    }

    /// The effects of one statement of a function's body.
    func effects(of statement: Node, text: Range<Int>) -> Effects {
        var walker = EffectsWalker(self)
        walker.statement(statement)
        var effects = walker.effects
        effects.mentions.formUnion(source.identifiers(text))
        statement.walk { node in
            if let named = node.declaration { effects.mentions.insert(named.name) }
            if rules.namesBind, node.definesType {
                effects.barrier = effects.barrier ?? "type defined"
            }
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
        return !mayMeet(first.writes, second.writes) && !mayMeet(first.writes, second.reads)
            && !mayMeet(first.reads, second.writes)
    }

    private func mayMeet(_ left: Set<Place>, _ right: Set<Place>) -> Bool {
        if left.isEmpty || right.isEmpty { return false }
        let exposed = exposed
        return left.contains { place in
            right.contains { place.mayMeet($0, exposed: exposed, rules: rules) }
        }
    }
}

extension Effects {
    /// Adds what calling a function with these effects does; whether anything was new.
    fileprivate mutating func absorb(_ callee: Effects, _ rules: SoundnessRules) -> Bool {
        let before = (reads.count, writes.count, barrier == nil)
        if rules.calleesHaveEffects {
            reads.formUnion(callee.reads)
            writes.formUnion(callee.writes)
        }
        if rules.unknownCallsAreBarriers { barrier = barrier ?? callee.barrier }
        return before != (reads.count, writes.count, barrier == nil)
    }

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
