import CClang

/// What a unit means: every function and variable as a term, every record by its fields.
struct UnitMeaning: Sendable {
    enum Meaning: Sendable {
        /// - Parameter doubt: why another term need not be another meaning.
        case known(Term, doubt: String?)
        case unknown(reason: String)
    }

    private(set) var graph: TermGraph
    private(set) var functions: [String: Meaning] = [:]
    private(set) var variables: [String: Meaning] = [:]
    /// The types of the fields of each struct and union, whatever their order.
    private(set) var records: [String: [String]] = [:]
    /// Where the fields of each record lie.
    private(set) var layouts: [String: String] = [:]
    /// How the unit may see the layout of a record.
    private(set) var sights: [String: String]

    /// - Parameters:
    ///   - other: a unit to compare with; terms of both then have the same numbers.
    ///   - functionsElsewhere: those that other units of the program define.
    init(
        _ unit: TranslationUnit, comparableWith other: Self? = nil,
        functionsElsewhere: Set<String> = []
    ) {
        // The unit's nodes ask it as long as they are looked at.
        defer { withExtendedLifetime(unit) {} }
        let terms = TermBuilder(other?.graph ?? TermGraph())
        let definitions = unit.functions
        let context = UnitContext(unit, definitions)
        graph = TermGraph()
        sights = LayoutSight(unit, definedElsewhere: functionsElsewhere).seen
        runFunctions(definitions, terms, context)
        for node in unit.topLevel {
            describeVariable(node, terms, context)
            describeUnknown(node, terms, context)
            node.walk { describeRecord($0) }
        }
        graph = terms.graph
    }

    // MARK: Functions

    /// Callees first; what calls itself is run again until what its calls do is known.
    private mutating func runFunctions(
        _ definitions: [FunctionDefinition], _ terms: TermBuilder, _ context: UnitContext
    ) {
        let calls = CallOrder(definitions)
        var pending = calls.calleesFirst
        var runs: [Int: Int] = [:]
        while !pending.isEmpty {
            let index = pending.removeFirst()
            let definition = definitions[index]
            let id = definition.declaration.id
            let before = context.footprints[id]
            runs[id, default: 0] += 1
            let run = FunctionRun(definition.declaration.name, terms, context)
            do throws(Unproved) {
                let term = try run.run(definition)
                functions[run.name] = .known(term, doubt: run.doubt)
                context.footprints[id] = run.frames[0].footprint.outward
                // A fixed point is near, or not to be found.
                if runs[id, default: 0] > 8 { throw Unproved("recursion") }
            } catch {
                functions[run.name] = .unknown(reason: error.reason)
                context.footprints[id] = .everything
                context.unproved.insert(id)
            }
            guard context.footprints[id] != before else { continue }
            for caller in calls.callers[index]
            where runs[definitions[caller].declaration.id] != nil
                && !pending.contains(caller)
            {
                pending.append(caller)
            }
        }
    }

    // MARK: Declarations

    private mutating func describeVariable(
        _ node: Node, _ terms: TermBuilder, _ context: UnitContext
    ) {
        guard node.kind == CXCursor_VarDecl, let variable = node.declaration else { return }
        let run = FunctionRun(variable.name, terms, context)
        let storage = clang_Cursor_getStorageClass(node.cursor).rawValue
        let shared = clang_getCursorTLSKind(node.cursor).rawValue
        let attributes = node.children.filter(\.isAttribute).map(\.kind.rawValue)
        let qualified =
            TypeName.saysPlace(node.type.canonical.spelling)
            ? TypeName.of(node.type) : node.type.canonical.spelling
        var parts: [Term] = [
            terms.graph.make(.object, "\(qualified) \(storage) \(shared) \(attributes)")
        ]
        do throws(Unproved) {
            if let first = node.firstValue { parts.append(try run.value(first)) }
            var term = terms.graph.make(.definition, variable.name, parts)
            switch variables[variable.name] {
            case .known(let earlier, _): term = terms.graph.makeSet([earlier, term])
            case .unknown: return
            case nil: break
            }
            variables[variable.name] = .known(term, doubt: nil)
        } catch {
            variables[variable.name] = .unknown(reason: error.reason)
        }
    }

    /// Assembler at file scope, and what else is no declaration of C: the same text in the same
    /// order.
    private mutating func describeUnknown(
        _ node: Node, _ terms: TermBuilder, _ context: UnitContext
    ) {
        guard clang_isUnexposed(node.kind) != 0 else { return }
        let name = "a declaration not understood"
        let text = node.isInMainFile ? context.source.text(node.range) : "elsewhere"
        var parts = [terms.graph.make(.object, text)]
        if case .known(let earlier, _) = variables[name] { parts.append(earlier) }
        variables[name] = .known(terms.graph.make(.list, "", parts), doubt: nil)
    }

    private mutating func describeRecord(_ node: Node) {
        guard node.kind == CXCursor_StructDecl || node.kind == CXCursor_UnionDecl else { return }
        let type = clang_getCursorType(node.cursor)
        let fields = type.fields
        guard !fields.isEmpty else { return }
        let name = TypeName.of(type)
        let described = fields.map { field in
            let type = clang_getCursorType(field)
            let width = clang_Cursor_isBitField(field) != 0 ? clang_getFieldDeclBitWidth(field) : -1
            let spelled = type.canonical.spelling
            let named = TypeName.saysPlace(spelled) ? TypeName.of(type) : spelled
            return "\(named) \(TypeName.of(member: field)) \(width)"
        }
        // Two types of one name in different scopes are described together.
        records[name] = ((records[name] ?? []) + described).sorted()
        layouts[name, default: ""] += Self.layout(of: type)
    }

    private static func layout(of type: CXType) -> String {
        let fields = type.fields.map { field in
            let held = clang_getCursorType(field).recordsHeld.map {
                layout(of: clang_getCursorType($0))
            }
            return "\(TypeName.of(member: field))@\(clang_Cursor_getOffsetOfField(field))\(held)"
        }
        return "(\(fields.joined(separator: " ")) \(clang_Type_getSizeOf(type)))"
    }
}
