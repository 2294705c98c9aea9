import CClang

/// The changes of text that store chosen variables as code words.
struct EncodingEdits {
    private(set) var edits: [Edit] = []
    private(set) var sites = 0
    private let coded: [Int: CodedVariable]
    private let order: [CodedVariable]
    /// Uses that are already part of a coded term.
    private var done: Set<Int> = []

    init(_ coded: [CodedVariable]) {
        order = coded
        self.coded = Dictionary(uniqueKeysWithValues: coded.map { ($0.variable.id, $0) })
    }

    mutating func add(_ site: VariableSite) {
        switch site {
        case .use(let use): add(use)
        case .comparison(let node): compare(node)
        case .output(let node, let visible):
            let checks = checks(visible)
            guard !checks.isEmpty else { return }
            edits.append(
                .wrap(
                    node.range, before: "(\(checks.joined(separator: ", ")), ", after: ")"))
        case .entry(let function, let offset): enter(function, offset)
        case .end(let offset, let visible):
            let checks = checks(visible)
            guard !checks.isEmpty else { return }
            edits.append(.replace(offset..<offset, "\(checks.joined(separator: ", ")); "))
        case .call: break
        }
    }

    private func checks(_ visible: [Int]) -> [String] {
        visible.compactMap { coded[$0].map { "(void)\($0.check)" } }
    }

    /// Parameters are put into words of their own, in the order of their numbers.
    private mutating func enter(_ function: Int, _ offset: Int) {
        for variable in order {
            guard case .parameter(function, _) = variable.variable.storage else { continue }
            edits.append(.replace(offset..<offset, " \(variable.parameterWord)"))
            sites += 1
        }
    }

    private mutating func add(_ use: VariableSite.Use) {
        guard let variable = coded[use.variable] else { return }
        if done.contains(use.reference.range.lowerBound), case .read = use.kind { return }
        sites += 1
        let load = variable.load
        switch use.kind {
        case .declaration(let initialiser): declare(variable, initialiser)
        case .read: edits.append(.replace(use.reference.range, load))
        case .assignment(let value):
            if use.isDiscarded, variable.isComparable, isCoded(value), hasVariable(value) {
                edits.append(.replace(use.reference.range, variable.word))
                return encode(value)
            }
            store(use, variable, value: value.range, prefix: "", suffix: "")
        case .compound(let operation, let value):
            store(
                use, variable, value: value.range, prefix: "\(load) \(operation) (", suffix: ")")
        case .step(let isIncrement, let isPrefix):
            step(use, variable, sign: isIncrement ? "+" : "-", isPrefix: isPrefix)
        }
    }

    /// The text up to the value and what stands after it make up the assignment.
    private mutating func store(
        _ use: VariableSite.Use, _ variable: CodedVariable, value: Range<Int>, prefix: String,
        suffix: String
    ) {
        let store = variable.store(isUsed: !use.isDiscarded)
        edits.append(
            .replace(use.node.range.lowerBound..<value.lowerBound, store.before + prefix))
        edits.append(.wrap(value, before: "", after: suffix + store.after))
    }

    private mutating func step(
        _ use: VariableSite.Use, _ variable: CodedVariable, sign: String, isPrefix: Bool
    ) {
        let range = use.node.range
        if variable.isComparable, use.isDiscarded {
            let factor = variable.code.factor
            return edits.append(.replace(range, "\(variable.word) \(sign)= \(factor)"))
        }
        let store = variable.store(isUsed: !use.isDiscarded)
        let stored = "\(store.before)\(variable.load) \(sign) 1\(store.after)"
        guard !use.isDiscarded, !isPrefix else { return edits.append(.replace(range, stored)) }
        // The old value: what was added comes off again, modulo the type's range.
        let type = variable.variable.type.spelling
        edits.append(.replace(range, "((\(type))(\(stored) \(sign == "+" ? "-" : "+") 1))"))
    }

    // MARK: Declarations

    private mutating func declare(_ coded: CodedVariable, _ initialiser: Node?) {
        let variable = coded.variable
        if variable.group.first == variable.id {
            var words = variable.storage == .local ? "" : "static "
            if variable.isConstant { words += "const " }
            edits.append(.replace(variable.specifiers, words + "long long "))
        }
        if coded.code.hasSignatures {
            let start = variable.name.lowerBound
            edits.append(.replace(start..<start, coded.versionDeclarator))
        }
        if let initialiser {
            edits.append(
                .wrap(
                    initialiser.range, before: coded.first.before, after: coded.first.after))
        } else {
            let end = variable.name.upperBound
            edits.append(.replace(end..<end, " = \(coded.first.before)0\(coded.first.after)"))
        }
    }

    // MARK: Coded terms

    /// Both sides are code words, or one is and the other a literal.
    private mutating func compare(_ node: Node) {
        guard node.children.count == 2, node.children.allSatisfy(isCoded), hasVariable(node)
        else { return }
        for side in node.children { encode(side) }
    }

    private func hasVariable(_ node: Node) -> Bool {
        node.contains { inner in
            inner.kind == CXCursor_DeclRefExpr
                && inner.declaration.map { coded[$0.id] != nil } == true
        }
    }

    /// A sum or difference of coded `int`s and literals: it overflows where the original does.
    private func isCoded(_ node: Node) -> Bool {
        guard node.type.canonical.kind == CXType_Int else { return false }
        let bare = node.bare
        guard bare.isWritten, bare.type.canonical.kind == CXType_Int else { return false }
        switch bare.kind {
        case CXCursor_IntegerLiteral: return true
        case CXCursor_DeclRefExpr:
            return bare.declaration.flatMap { coded[$0.id]?.isComparable } ?? false
        case CXCursor_BinaryOperator:
            return bare.children.count == 2 && bare.children.allSatisfy(isCoded)
                && [CXBinaryOperator_Add, CXBinaryOperator_Sub].contains(bare.binaryOperator)
        default: return false
        }
    }

    /// Writes every variable below as its word and every literal as its code.
    private mutating func encode(_ node: Node) {
        let bare = node.bare
        switch bare.kind {
        case CXCursor_IntegerLiteral:
            let factor = order.first?.code.factor ?? 1
            edits.append(.wrap(bare.range, before: "(", after: " * \(factor)LL)"))
        case CXCursor_DeclRefExpr:
            done.insert(bare.range.lowerBound)
            if let variable = bare.declaration.flatMap({ coded[$0.id] }) {
                sites += 1
                edits.append(.replace(bare.range, variable.word))
            }
        default:
            for child in bare.children { encode(child) }
        }
    }
}
