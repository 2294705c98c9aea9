/// The changes of text that store chosen variables as their complement.
struct ComplementEdits {
    private(set) var edits: [Edit] = []
    private(set) var sites = 0
    private let chosen: [Int: IntegerVariable]
    private let rules: SoundnessRules
    /// The chosen parameters of each function, by position.
    private var parameters: [Int: [Int: IntegerVariable]] = [:]

    init(chosen: [Int: IntegerVariable], rules: SoundnessRules) {
        self.chosen = chosen
        self.rules = rules
        for variable in chosen.values {
            guard case .parameter(let function, let index) = variable.storage else { continue }
            parameters[function, default: [:]][index] = variable
        }
    }

    private struct Wrapping {
        let before: String
        let after: String
    }

    private func storing(_ type: IntegerType) -> Wrapping {
        if type.isBoolean { return Wrapping(before: "!(", after: ")") }
        let cast = type.isPromoted ? "" : "(\(type.spelling))"
        return Wrapping(
            before: "\(cast)~\(promotion(of: type))(\(type.spelling))(", after: ")")
    }

    private func loading(_ type: IntegerType) -> Wrapping {
        let mark = type.isBoolean ? "!" : "~"
        if type.isPromoted || !rules.decodingKeepsType {
            return Wrapping(before: "(\(mark)", after: ")")
        }
        return Wrapping(
            before: "((\(type.spelling))\(mark)\(promotion(of: type))", after: ")")
    }

    /// Said because chibicc does not promote the operand of `~`, and then does not convert back.
    private func promotion(of type: IntegerType) -> String {
        type.bits < 32 && !type.isBoolean ? "(int)" : ""
    }

    mutating func add(call function: Int, _ arguments: [Node]) {
        guard let parameters = parameters[function] else { return }
        for (index, argument) in arguments.enumerated() {
            guard let variable = parameters[index] else { continue }
            wrap(argument, storing(variable.type))
        }
    }

    mutating func add(_ use: VariableSite.Use) {
        guard let variable = chosen[use.variable] else { return }
        sites += 1
        switch use.kind {
        case .declaration(let initialiser): declare(variable, initialiser)
        case .read: wrap(use.reference, loading(variable.type))
        case .assignment(let value):
            if !use.isDiscarded {
                wrap(use.node, loading(variable.type), inner: Wrapping(before: "(", after: ")"))
            }
            wrap(value, storing(variable.type))
        case .compound(let operation, let value):
            if !use.isDiscarded {
                wrap(use.node, loading(variable.type), inner: Wrapping(before: "(", after: ")"))
            }
            let (store, load) = (storing(variable.type), loading(variable.type))
            let name = variable.declaration.name
            edits.append(
                .replace(
                    use.reference.range.upperBound..<value.range.lowerBound,
                    " = \(store.before)\(load.before)\(name)\(load.after) \(operation) ("))
            wrap(value, Wrapping(before: "", after: ")\(store.after)"))
        case .step(let isIncrement, let isPrefix):
            if !use.isDiscarded { wrap(use.node, loading(variable.type)) }
            let range = use.node.range
            let mark =
                isPrefix
                ? range.lowerBound..<range.lowerBound + 2
                : range.upperBound - 2..<range.upperBound
            edits.append(.replace(mark, isIncrement ? "--" : "++"))
        }
    }

    private mutating func declare(_ variable: IntegerVariable, _ initialiser: Node?) {
        let store = storing(variable.type)
        if let initialiser {
            wrap(initialiser, store)
        } else if variable.isPersistent, rules.zeroIsCoded {
            let end = variable.name.upperBound
            edits.append(.replace(end..<end, " = \(store.before)0\(store.after)"))
        }
    }

    private mutating func wrap(_ node: Node, _ outer: Wrapping, inner: Wrapping? = nil) {
        edits.append(
            .wrap(
                node.range, before: outer.before + (inner?.before ?? ""),
                after: (inner?.after ?? "") + outer.after))
    }
}
