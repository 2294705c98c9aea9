/// A type while it is being found: an index into `TypeStore`.
struct TypeID: Hashable, Sendable {
    let index: Int32

    static let integer = TypeID(index: 0)
    static let boolean = TypeID(index: 1)
    static let string = TypeID(index: 2)
}

/// Types with unknown parts, made equal step by step (unification by union and find).
///
/// A type that would contain itself is not noticed here but when it is asked for: so nothing here
/// recurses, however deep the types are.
struct TypeStore {
    indirect enum Form {
        case unknown
        case link(TypeID)
        case integer, boolean, string
        case given(Int)
        case pair(TypeID, TypeID)
        case power(TypeID)
        /// Labels ascending.
        case record([Field])
    }

    struct Field {
        let label: String
        let type: TypeID
    }

    private var forms: [Form] = [.integer, .boolean, .string]
    /// How many types are linked to a root, for short chains.
    private var sizes: [Int32] = [1, 1, 1]

    mutating func make(_ form: Form) -> TypeID {
        forms.append(form)
        sizes.append(1)
        return TypeID(index: Int32(forms.count - 1))
    }

    mutating func unknown() -> TypeID { make(.unknown) }

    mutating func power(_ element: TypeID) -> TypeID { make(.power(element)) }

    mutating func pair(_ left: TypeID, _ right: TypeID) -> TypeID { make(.pair(left, right)) }

    mutating func relation(_ from: TypeID, _ to: TypeID) -> TypeID { power(pair(from, to)) }

    mutating func sequence(_ element: TypeID) -> TypeID { relation(.integer, element) }

    func root(_ type: TypeID) -> TypeID {
        var type = type
        while case .link(let next) = forms[Int(type.index)] { type = next }
        return type
    }

    func form(_ type: TypeID) -> Form { forms[Int(root(type).index)] }

    /// Makes two types equal, or leaves both as they were and returns false.
    mutating func unify(_ first: TypeID, _ second: TypeID) -> Bool {
        var work = [(first, second)]
        var undo: [(TypeID, Form, TypeID, Int32)] = []
        while let (first, second) = work.popLast() {
            let left = root(first)
            let right = root(second)
            if left == right { continue }
            guard let parts = parts(forms[Int(left.index)], forms[Int(right.index)]) else {
                for (child, form, parent, size) in undo.reversed() {
                    forms[Int(child.index)] = form
                    sizes[Int(parent.index)] = size
                }
                return false
            }
            let (child, parent) = order(left, right)
            undo.append((child, forms[Int(child.index)], parent, sizes[Int(parent.index)]))
            sizes[Int(parent.index)] += sizes[Int(child.index)]
            forms[Int(child.index)] = .link(parent)
            work += parts
        }
        return true
    }

    /// Which root is linked to which: an unknown to what is known, else the smaller to the larger.
    private func order(_ left: TypeID, _ right: TypeID) -> (child: TypeID, parent: TypeID) {
        if case .unknown = forms[Int(left.index)] {
            guard case .unknown = forms[Int(right.index)] else { return (left, right) }
        } else if case .unknown = forms[Int(right.index)] {
            return (right, left)
        }
        let isSmaller = sizes[Int(left.index)] < sizes[Int(right.index)]
        return isSmaller ? (left, right) : (right, left)
    }

    /// What has to be equal so that two types are; nil when they cannot be.
    private func parts(_ left: Form, _ right: Form) -> [(TypeID, TypeID)]? {
        switch (left, right) {
        case (.unknown, _), (_, .unknown): return []
        case (.integer, .integer), (.boolean, .boolean), (.string, .string): return []
        case (.given(let first), .given(let second)): return first == second ? [] : nil
        case (.power(let first), .power(let second)): return [(first, second)]
        case (.pair(let first, let second), .pair(let third, let fourth)):
            return [(second, fourth), (first, third)]
        case (.record(let first), .record(let second)):
            guard first.map(\.label) == second.map(\.label) else { return nil }
            return zip(first, second).map { ($0.type, $1.type) }
        default: return nil
        }
    }
}
