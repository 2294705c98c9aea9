/// A node of a term graph; equal numbers of one graph mean equal terms.
typealias Term = Int32

/// Terms with all equal subterms shared: two terms are equal exactly when their numbers are.
///
/// Hash consing after A. P. Ershov, "On programming of arithmetic operations", Communications of
/// the ACM 1(8), 1958, doi:10.1145/368892.368907. A value: a copy grows without changing the
/// original, so that one original can be compared with many variants on several threads.
package struct TermGraph: Sendable {
    enum Operation: UInt8, Sendable {
        case constant, parameter, bound, carried, undefined, object, pointee, field, element
        case address, function, read, convert, apply, not, conjunction, disjunction, choice, join
        case pair, set, list, store, call, result, loop, loopOut, loopReturned, loopReturn
        case demand, exit, aggregate, definition
    }

    struct Node: Hashable, Sendable {
        let operation: Operation
        let text: Int32
        let operands: [Term]
    }

    private var nodes: [Node] = []
    private var known: [Node: Term] = [:]
    private var texts: [String] = []
    private var knownTexts: [String: Int32] = [:]
    /// The loop levels whose bound variables occur free, as bits.
    private var freeLevels: [UInt64] = []

    init() {}

    var count: Int { nodes.count }

    subscript(term: Term) -> Node { nodes[Int(term)] }

    func text(_ term: Term) -> String { texts[Int(nodes[Int(term)].text)] }

    /// Whether the term depends on the iteration of the loop at this level.
    func depends(_ term: Term, onLevel level: Int) -> Bool {
        freeLevels[Int(term)] & (1 << UInt64(level)) != 0
    }

    mutating func make(
        _ operation: Operation, _ text: String = "", _ operands: [Term] = []
    ) -> Term {
        make(Node(operation: operation, text: intern(text), operands: operands), level: nil)
    }

    /// What happens at the start of an iteration of the loop at this level.
    mutating func make(bound operation: Operation, _ text: String, level: Int) -> Term {
        make(
            Node(operation: operation, text: intern("\(level) \(text)"), operands: []),
            level: level)
    }

    /// A whole loop: the bound variables of its level do not occur free any more.
    mutating func make(loop text: String, level: Int, _ operands: [Term]) -> Term {
        let name = intern("\(level) \(text)")
        let term = make(Node(operation: .loop, text: name, operands: operands), level: nil)
        freeLevels[Int(term)] &= ~(1 << UInt64(level))
        return term
    }

    /// The same whatever the order of the members.
    mutating func makeSet(_ members: some Sequence<Term>) -> Term {
        make(.set, "", Array(Set(members)).sorted())
    }

    /// The conjunction of conditions, flat and without order.
    mutating func conjunction(_ one: Term, _ other: Term) -> Term {
        let all = conditions(one) + conditions(other)
        return make(.conjunction, "", Array(Set(all)).sorted())
    }

    private func conditions(_ term: Term) -> [Term] {
        self[term].operation == .conjunction ? self[term].operands : [term]
    }

    mutating func negation(_ term: Term) -> Term { make(.not, "", [term]) }

    /// What is tested by a condition, without the negations around it, and without the promotions
    /// of small integers and bit-fields that negations bring along: they are zero together.
    func positive(_ term: Term) -> (term: Term, isNegated: Bool) {
        var (term, isNegated) = (term, false)
        while true {
            let node = self[term]
            if node.operation == .not {
                isNegated.toggle()
            } else if node.operation != .convert || !Self.isPromotion(text(term)) {
                return (term, isNegated)
            }
            term = node.operands[0]
        }
    }

    private static func isPromotion(_ conversion: String) -> Bool {
        let small = [
            "_Bool", "char", "signed char", "unsigned char", "short", "unsigned short", "int",
            "unsigned int",
        ]
        return [" to int", " to unsigned int"].contains { target in
            guard conversion.hasSuffix(target) else { return false }
            let from = String(conversion.dropLast(target.count))
            return small.contains(from) || from.hasPrefix("enum ")
        }
    }

    private mutating func make(_ node: Node, level: Int?) -> Term {
        if let found = known[node] { return found }
        let term = Term(nodes.count)
        nodes.append(node)
        known[node] = term
        var free: UInt64 = level.map { 1 << UInt64($0) } ?? 0
        for operand in node.operands { free |= freeLevels[Int(operand)] }
        freeLevels.append(free)
        return term
    }

    private mutating func intern(_ text: String) -> Int32 {
        if let found = knownTexts[text] { return found }
        let number = Int32(texts.count)
        texts.append(text)
        knownTexts[text] = number
        return number
    }

    /// A few levels of the term, for messages.
    func excerpt(_ term: Term, depth: Int = 3) -> String {
        let node = self[term]
        let name = texts[Int(node.text)]
        let head = name.isEmpty ? "\(node.operation)" : "\(node.operation) \(name)"
        guard !node.operands.isEmpty else { return head }
        guard depth > 0 else { return head + "(…)" }
        let parts = node.operands.prefix(6).map { excerpt($0, depth: depth - 1) }
        return "\(head)(\(parts.joined(separator: ", ")))"
    }
}
