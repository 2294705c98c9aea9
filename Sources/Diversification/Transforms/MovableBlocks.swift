import CClang

/// The statements after the last declaration of one compound statement, cut into blocks, and the
/// arms of all of its `if` statements.
struct MovableBlocks {
    /// In the order in which they run.
    private var blocks: [Range<Int>] = []
    private var endsInJump: [Bool] = []
    private var order: [Int] = []
    private var labels: [Int: String] = [:]
    /// An arm of an `if` that goes behind all blocks.
    private var arm: Arm?
    private var arms: [Arm] = []
    private let slots: [Range<Int>]
    private let statements: [Node]
    /// Before the closing brace.
    private let end: Int
    private let rules: SoundnessRules

    private static let blocksMax = 4

    private struct Arm {
        let range: Range<Int>
        let node: Node
        /// The whole `if`.
        let statement: Range<Int>
        /// The text before ends in `else`.
        let isAttached: Bool
        var label = ""
        var returnLabel = ""
    }

    /// Nil when there is nothing that may move.
    init?(of compound: Node, _ program: Program) {
        let source = program.source
        guard compound.slot(in: source) != nil else { return nil }
        let children = compound.children
        let first =
            program.rules.namesBind
            ? (children.lastIndex {
                $0.kind == CXCursor_DeclStmt || $0.contains(where: \.definesType)
            } ?? -1) + 1 : 0
        statements = Array(children[first...])
        slots = statements.compactMap { $0.slot(in: source) }
        rules = program.rules
        end = compound.range.upperBound - 1
        guard !slots.isEmpty, slots.count == statements.count else { return nil }
        for (left, right) in zip(slots, slots.dropFirst()) {
            guard left.upperBound <= right.lowerBound,
                source.isBlank(left.upperBound..<right.lowerBound)
            else { return nil }
        }
        guard let last = slots.last, source.isBlank(last.upperBound..<end),
            !statements.contains(where: {
                $0.kind == CXCursor_CaseStmt || $0.kind == CXCursor_DefaultStmt
            })
        else { return nil }
        for (position, statement) in children.enumerated() {
            gatherArms(of: statement, before: children[(position + 1)...], program)
        }
        guard slots.count > 1 || !arms.isEmpty else { return nil }
    }

    /// An arm that is behind later declarations must not say what they declare.
    private mutating func gatherArms(
        of statement: Node, before rest: ArraySlice<Node>, _ program: Program
    ) {
        let source = program.source
        guard let branch = BranchText(statement, in: source),
            let slot = statement.slot(in: source)
        else { return }
        var declared: Set<String> = []
        for node in rest where node.kind == CXCursor_DeclStmt && program.rules.namesBind {
            node.walk { inner in
                if clang_isDeclaration(inner.kind) != 0 {
                    declared.insert(inner.declaration?.name ?? "")
                }
            }
        }
        let ranges = [branch.then] + (branch.otherwise.map { [$0] } ?? [])
        for (range, node) in zip(ranges, statement.children.dropFirst())
        where node.kind != CXCursor_CompoundStmt || !node.children.isEmpty {
            guard source.identifiers(range).isDisjoint(with: declared) else { continue }
            arms.append(
                Arm(
                    range: range, node: node, statement: slot,
                    isAttached: source.isIdentifier(source.bytes[range.lowerBound - 1])))
        }
    }

    mutating func choose(_ random: inout SeededGenerator, _ names: inout NewNames) {
        if !arms.isEmpty, slots.count == 1 || random.next(below: 2) == 0 {
            arm = arms[random.next(below: arms.count)]
            arm?.label = names.next("arm")
            arm?.returnLabel = names.next("after")
        }
        let count = min(slots.count, 1 + random.next(below: Self.blocksMax))
        let cuts = random.permutation(of: slots.count - 1).prefix(count - 1).sorted()
        var start = 0
        for cut in cuts + [slots.count - 1] {
            blocks.append(slots[start].lowerBound..<slots[cut].upperBound)
            endsInJump.append(statements[cut].endsInJump)
            start = cut + 1
        }
        order = random.permutation(of: blocks.count)
        guard order != Array(blocks.indices) || arm != nil else { return }
        for block in 0...blocks.count { labels[block] = names.next("block") }
    }

    func addEdits(to plan: inout Plan) {
        guard !labels.isEmpty else { return }
        var used: Set<Int> = []
        func jump(to block: Int) -> String {
            guard rules.blocksJumpToSuccessors else { return "" }
            used.insert(block)
            return " goto \(labels[block] ?? "");"
        }
        var exits: [Int: String] = [:]
        for (position, block) in order.enumerated() where !endsInJump[block] {
            let isFollowed =
                position + 1 < order.count
                ? order[position + 1] == block + 1 : block + 1 == blocks.count && arm == nil
            if !isFollowed { exits[block] = jump(to: block + 1) }
        }
        let entry = order[0] == 0 ? "" : String(jump(to: 0).dropFirst())
        if !entry.isEmpty {
            let start = blocks[0].lowerBound
            plan.edits.append(.replace(start..<start, "\(entry) "))
        }
        for (block, range) in blocks.enumerated() {
            let label = used.contains(block) ? "\(labels[block] ?? ""):; " : ""
            let exit = exits[block] ?? ""
            guard !label.isEmpty || !exit.isEmpty else { continue }
            plan.edits.append(.wrap(range, before: label, after: exit))
        }
        if used.contains(blocks.count) {
            plan.edits.append(.replace(end..<end, "\(labels[blocks.count] ?? ""):; "))
        }
        addArm(to: &plan)
        let displaced = zip(order, order.indices).count { $0 != $1 }
        if displaced > 0 { plan.edits.append(.permute(slots: blocks, order: order)) }
        plan.sites += 1
        plan.moved += displaced + (arm == nil ? 0 : 1)
    }

    /// The arm's text and the empty text before the closing brace change places.
    private func addArm(to plan: inout Plan) {
        guard let arm else { return }
        let range = arm.range
        let start = range.lowerBound
        let (open, close) = arm.node.kind == CXCursor_CompoundStmt ? ("", "") : ("{ ", " }")
        var back = ""
        if !arm.node.endsInJump, rules.blocksJumpToSuccessors {
            back = " goto \(arm.returnLabel);"
            plan.edits.append(
                .wrap(arm.statement, before: "", after: " \(arm.returnLabel):;"))
        }
        let space = arm.isAttached ? " " : ""
        plan.edits.append(.replace(start..<start, "\(space)goto \(arm.label);"))
        plan.edits.append(.permute(slots: [range, end..<end], order: [1, 0]))
        plan.edits.append(
            .wrap(range, before: "\(arm.label): \(open)", after: "\(close)\(back) "))
    }
}
