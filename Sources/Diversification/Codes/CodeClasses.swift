/// Values that a program moves about and compares, in classes that must be renumbered together.
///
/// Union-find over enumerations, variables, fields, parameters and results of functions: what
/// flows from one into another, or is compared with it, is of one class.
struct CodeClasses {
    /// A literal that flows into a class.
    struct Literal {
        let node: Node
        let value: Int64
    }

    struct Facts {
        /// Something may see the very number.
        var hasEscaped = false
        /// Something tells zero from the others.
        var keepsZero = false
        /// Some holder has fewer bits than an `int`.
        var isNarrow = false
        /// A member is compared with, or switched on.
        var isCompared = false
        /// Something of the class is only named in texts that are not understood.
        var names: Set<String> = []
        var enumerations: [Cursor] = []
        var literals: [Literal] = []

        var size: Int { names.count + enumerations.count + literals.count }

        mutating func formUnion(_ other: Facts) {
            hasEscaped = hasEscaped || other.hasEscaped
            keepsZero = keepsZero || other.keepsZero
            isNarrow = isNarrow || other.isNarrow
            isCompared = isCompared || other.isCompared
            names.formUnion(other.names)
            enumerations += other.enumerations
            literals += other.literals
        }
    }

    private var parents: [Int] = []
    private var facts: [Facts] = []
    private var members: [Cursor: Int] = [:]
    private var ownersOfLiterals: [Int: Int] = [:]

    /// A class of its own, for now.
    mutating func make(_ content: Facts = .init()) -> Int {
        parents.append(parents.count)
        facts.append(content)
        return parents.count - 1
    }

    /// The class of what the cursor declares, made by `content` at the first asking.
    mutating func slot(of member: Cursor, _ content: () -> Facts) -> Int {
        if let found = members[member] { return find(found) }
        let new = make(content())
        members[member] = new
        return new
    }

    private mutating func find(_ slot: Int) -> Int {
        var root = slot
        while parents[root] != root { root = parents[root] }
        parents[slot] = root
        return root
    }

    mutating func unite(_ left: Int, _ right: Int) {
        var (large, small) = (find(left), find(right))
        guard large != small else { return }
        if facts[large].size < facts[small].size { swap(&large, &small) }
        parents[small] = large
        facts[large].formUnion(facts[small])
        facts[small] = Facts()
    }

    mutating func change(_ slot: Int, _ change: (inout Facts) -> Void) {
        change(&facts[find(slot)])
    }

    /// A literal has one text, so all classes that it flows into are one.
    mutating func add(_ literal: Literal, to slot: Int) {
        let start = literal.node.range.lowerBound
        if literal.node.isInMainFile, let owner = ownersOfLiterals[start] {
            return unite(owner, slot)
        }
        ownersOfLiterals[start] = slot
        change(slot) { $0.literals.append(literal) }
    }

    /// All classes, in the order of their making.
    var all: [Facts] {
        parents.indices.filter { parents[$0] == $0 }.map { facts[$0] }
    }
}
