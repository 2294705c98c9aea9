import CClang

/// Gives loops another shape: tested at the end, the first iteration ahead, two iterations in one,
/// or, where iterations are independent, counted down instead of up.
///
/// Refuses: loops that stem from macros or hold preprocessor lines; bodies over 600 bytes, with
/// labels, `static` variables, types of their own, arrays of variable length, `asm`, statement
/// expressions, `setjmp` or statements that are not known; for counting down see
/// `CountedLoop`.
///
/// Sound because each shape evaluates conditions, bodies and steps as often as before and in the
/// same order; in copies of a body `break` and `continue` are jumps to where they led. Counting
/// down is sound because no iteration writes what another touches.
package struct ReshapeLoops: Transform {
    package let name = "ReshapeLoops"

    private static let bodyBytesMax = 600

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        guard !program.facts.isTiedToLines else { return plan }
        var names = NewNames(program.unit.words)
        for function in program.unit.functions where function.node.isInMainFile {
            function.body.eachStatement { node, _ in
                guard let loop = LoopText(node, in: program.source), !node.hasOpenCases,
                    let shape = shape(of: loop, program, &random)
                else { return }
                plan.edits += edits(loop, shape, program, &names)
                plan.sites += 1
                plan.moved += 1
            }
        }
        return plan
    }

    private enum Shape {
        case testedAtEnd, peeled, unrolled
        case countedDown(CountedLoop)
    }

    /// Nil for a loop that stays.
    private func shape(
        of loop: LoopText, _ program: Program, _ random: inout SeededGenerator
    ) -> Shape? {
        let choice = random.next(below: 4)
        if choice < 3, let counted = CountedLoop(loop, program) { return .countedDown(counted) }
        let copied = [loop.condition, loop.step, loop.initial].compactMap(\.self)
        guard copied.allSatisfy({ $0.isCopyable(program.rules) }) else { return nil }
        if choice == 0 { return loop.node.kind == CXCursor_WhileStmt ? .testedAtEnd : nil }
        guard choice < 3, loop.bodyRange.count <= Self.bodyBytesMax,
            loop.body.isCopyable(program.rules)
        else { return nil }
        return choice == 1 ? .peeled : .unrolled
    }

    private func edits(
        _ loop: LoopText, _ shape: Shape, _ program: Program, _ names: inout NewNames
    ) -> [Edit] {
        let source = program.source
        let condition = loop.condition.map { source.text($0.range) } ?? "1"
        let step = loop.step.map { " \(source.text($0.range));" } ?? ""
        let head = loop.range.lowerBound..<loop.bodyRange.lowerBound
        switch shape {
        case .testedAtEnd:
            return [
                .replace(head, "{ if (\(condition)) do "),
                .wrap(loop.bodyRange, before: "", after: " while (\(condition)); }"),
            ]
        case .peeled:
            return peel(loop, condition: condition, step: step, program, &names)
        case .unrolled:
            let copy = LoopCopy(of: loop, leavesByLabel: false, program, &names)
            let test = loop.condition == nil ? "" : " if (!(\(condition))) break;"
            let before = "{ \(copy.text)\(copy.continueLabel)\(step)\(test) "
            return [.wrap(loop.bodyRange, before: before, after: " }")]
        case .countedDown(let counted):
            return counted.edits(loop, source)
        }
    }

    private func peel(
        _ loop: LoopText, condition: String, step: String, _ program: Program,
        _ names: inout NewNames
    ) -> [Edit] {
        let source = program.source
        let copy = LoopCopy(of: loop, leavesByLabel: true, program, &names)
        let first = "\(copy.text)\(copy.continueLabel)\(step)"
        let head = loop.range.lowerBound..<loop.bodyRange.lowerBound
        switch loop.node.kind {
        case CXCursor_DoStmt:
            let tail = loop.bodyRange.upperBound..<loop.range.upperBound
            return [
                .replace(head, "{ \(first) while (\(condition)) "),
                .replace(tail, "\(copy.breakLabel) }"),
            ]
        case CXCursor_WhileStmt:
            let text = "{ if (\(condition)) { \(first) while (\(condition)) "
            return [
                .replace(head, text),
                .wrap(loop.bodyRange, before: "", after: " }\(copy.breakLabel) }"),
            ]
        default:
            var initial = ""
            if let node = loop.initial {
                let isDeclaration = node.kind == CXCursor_DeclStmt
                initial = "\(source.text(node.range))\(isDeclaration ? "" : ";") "
            }
            let again = loop.condition == nil ? "" : condition
            let last = loop.step.map { source.text($0.range) } ?? ""
            let text =
                "{ \(initial)if (\(condition)) { \(first) for (; \(again); \(last)) "
            return [
                .replace(head, text),
                .wrap(loop.bodyRange, before: "", after: " }\(copy.breakLabel) }"),
            ]
        }
    }
}
