/// One way of making the text of a program different and its meaning not.
package protocol Transform: Sendable {
    /// Imperative; in manifests and on the screen.
    var name: String { get }
    /// All sites at which the transform is sound, changed as the generator of numbers says.
    func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan
    /// The same for all units of a program, for what has to be changed in all of them alike.
    func plan(_ programs: [Program], seed: UInt64) -> [Plan]
}

extension Transform {
    package func plan(_ programs: [Program], seed: UInt64) -> [Plan] {
        programs.atATime { index, program in
            let purpose = index == 0 ? name : "\(name) \(index)"
            var random = SeededGenerator(seed: seed, purpose: purpose)
            return plan(program, &random)
        }
    }
}

extension [Program] {
    /// What is found for each, on several threads.
    func atATime<Value: Sendable>(
        _ work: @escaping @Sendable (_ index: Int, Program) -> Value
    ) -> [Value] {
        let handed = map { Handed(value: $0) }
        return ParallelWork.map(
            Array<(offset: Int, element: Handed<Program>)>(handed.enumerated()),
            weight: { $0.element.value.source.bytes.count }
        ) { work($0.offset, $0.element.value) }
    }
}

/// What a transform wants changed.
package struct Plan: Sendable {
    package var edits: [Edit] = []
    /// Places in the program that were changed.
    package var sites = 0
    /// Statements, functions, fields, … that are somewhere else now, or were added.
    package var moved = 0
    /// Expressions that have other terms now, for whoever proves them equal; they may lie inside
    /// each other.
    package internal(set) var rewritten: [Rewritten] = []

    /// A permutation of the slots, if the order is not the old one.
    mutating func permute(_ slots: [Range<Int>], _ order: [Int]) {
        let displaced = zip(order, order.indices).count { $0 != $1 }
        guard displaced > 0 else { return }
        edits.append(.permute(slots: slots, order: order))
        sites += 1
        moved += displaced
    }
}
