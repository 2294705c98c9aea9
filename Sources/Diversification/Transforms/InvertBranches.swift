import CClang

/// Negates conditions and exchanges what is done for true and false, in `if` and `?:`.
///
/// Refuses: branches whose parts stem from macros or hold preprocessor lines, and `?:` where a
/// constant may be asked for: labels of cases, sizes, `static` initialisers, arguments of built-in
/// functions; what is inside of statement expressions; all but the last 64 of a chain of
/// `else if`, for each that is exchanged nests the rest one deeper, and compilers bound that.
///
/// Sound because the condition is evaluated once as before, and `!` tells zero from everything
/// else as `if` does. Arms and operands are enclosed, so that an `else` stays with its `if` and
/// an operator with its operands. The operands of `?:` have one type after conversion, whichever
/// comes first.
package struct InvertBranches: Transform {
    package let name = "InvertBranches"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        guard !program.facts.isTiedToLines else { return plan }
        for function in program.unit.functions where function.node.isInMainFile {
            function.body.eachStatement { node, _ in
                if !node.startsLongChain, let branch = BranchText(node, in: program.source),
                    random.next(below: 2) == 0
                {
                    invert(node, branch, program, &plan)
                }
                for expression in node.evaluated(in: program) {
                    expression.eachOperand { operand in
                        guard let choice = ChoiceText(operand, in: program.source),
                            random.next(below: 2) == 0
                        else { return }
                        invert(operand, choice, program, &plan)
                    }
                }
            }
        }
        return plan
    }

    private func invert(
        _ node: Node, _ branch: BranchText, _ program: Program, _ plan: inout Plan
    ) {
        let rules = program.rules
        let condition = program.source.text(branch.condition)
        // One and zero stand for the arms.
        plan.rewritten.append(
            Rewritten(
                range: branch.condition, before: "(\(condition)) ? 1 : 0",
                after: "\(negated(condition, rules)) ? 0 : 1", kind: "inverted"))
        negate(branch.condition, rules, &plan)
        plan.sites += 1
        guard let otherwise = branch.otherwise else {
            plan.edits.append(.wrap(branch.then, before: "{} else ", after: ""))
            plan.moved += 1
            return
        }
        plan.edits.append(.permute(slots: [branch.then, otherwise], order: [1, 0]))
        plan.moved += 2
        guard rules.elseBelongsToItsIf else { return }
        for (arm, range) in zip(node.children.dropFirst(), [branch.then, otherwise])
        where arm.kind != CXCursor_CompoundStmt {
            plan.edits.append(.wrap(range, before: "{ ", after: " }"))
        }
    }

    private func invert(
        _ node: Node, _ choice: ChoiceText, _ program: Program, _ plan: inout Plan
    ) {
        let (rules, source) = (program.rules, program.source)
        let arms = [choice.then, choice.otherwise].map { range in
            rules.operandsStayTogether ? "(\(source.text(range)))" : source.text(range)
        }
        let condition = negated(source.text(choice.condition), rules)
        plan.rewritten.append(
            Rewritten(
                range: node.range, before: source.text(node.range),
                after: "\(condition) ? \(arms[1]) : \(arms[0])", kind: "inverted"))
        negate(choice.condition, rules, &plan)
        let slots = [choice.then, choice.otherwise]
        plan.edits.append(.permute(slots: slots, order: [1, 0]))
        if rules.operandsStayTogether {
            for slot in slots { plan.edits.append(.wrap(slot, before: "(", after: ")")) }
        }
        plan.sites += 1
        plan.moved += 2
    }

    private func negate(_ condition: Range<Int>, _ rules: SoundnessRules, _ plan: inout Plan) {
        let isEnclosed = rules.operandsStayTogether
        plan.edits.append(
            .wrap(condition, before: isEnclosed ? "!(" : "!", after: isEnclosed ? ")" : ""))
    }

    private func negated(_ condition: String, _ rules: SoundnessRules) -> String {
        rules.operandsStayTogether ? "!(\(condition))" : "!\(condition)"
    }
}

extension Node {
    /// Whether more than 64 conditions of one chain of `else if` follow this one.
    fileprivate var startsLongChain: Bool {
        var node = self
        for _ in 0..<64 {
            guard node.kind == CXCursor_IfStmt, node.children.count == 3 else { return false }
            node = node.children[2]
        }
        return node.kind == CXCursor_IfStmt
    }
}
