import CClang

/// Puts the declared tasks of a cycle in another order that the user's relation allows.
///
/// Neighbouring statements of one block each call one task, each task once. Goes before all
/// transforms that move or wrap statements.
///
/// Refuses, with an error: a task that is no function of the program, no block or more than one
/// that calls all tasks, other statements or preprocessor lines between the calls, an order of
/// the original that breaks the relation itself.
///
/// Sound because the user declares it: whatever the relation leaves open is legal for the cycle.
/// Effects are not looked at.
package struct ReorderTasks: Transform {
    package let name = "ReorderTasks"
    package let order: TaskOrder

    package init(_ order: TaskOrder) {
        self.order = order
    }

    /// Nothing where the unit's calls cannot be reordered: `check` says why.
    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        guard !program.facts.isTiedToLines, let calls = try? calls(in: program) else {
            return plan
        }
        let order = random.order(of: calls.count) { earlier, later in
            self.order.before(calls[later].task).contains(calls[earlier].task)
        }
        plan.permute(calls.map(\.range), order)
        return plan
    }

    /// Whether the tasks can be reordered: one unit calls them all, in one place.
    /// - Throws: `badData` with what is in the way.
    package func check(_ programs: [Program]) throws(GenerationError) {
        var found: [Program] = []
        var failures: [GenerationError] = []
        for program in programs {
            do throws(GenerationError) {
                _ = try calls(in: program)
                found.append(program)
            } catch {
                failures.append(error)
            }
        }
        guard let program = found.first else {
            // The unit that knows all tasks has the better reason.
            throw failures.first { !$0.message.hasSuffix(Self.noSuchFunction) } ?? failures[0]
        }
        if found.count > 1 { throw failure("\(found.count) units call them all") }
        if program.facts.isTiedToLines { throw failure("the program says line numbers") }
    }

    private static let noSuchFunction = "the program has no such function"

    private struct Call {
        let task: String
        let range: Range<Int>
    }

    private func failure(_ cause: String) -> GenerationError {
        GenerationError(
            .badData, "cannot reorder tasks '\(order.names.joined(separator: ", "))': \(cause)")
    }

    private func calls(in program: Program) throws(GenerationError) -> [Call] {
        let functions = Set(
            program.unit.declarations.filter { $0.kind == CXCursor_FunctionDecl }.map(\.name))
        for task in order.names where !functions.contains(task) {
            throw GenerationError(
                .badData, "cannot reorder task '\(task)': \(Self.noSuchFunction)")
        }
        var blocks: [Node] = []
        for function in program.unit.functions where function.node.isInMainFile {
            function.body.walk { node in
                guard node.kind == CXCursor_CompoundStmt else { return }
                let called = Set(node.children.compactMap { task(of: $0) })
                if called == Set(order.names) { blocks.append(node) }
            }
        }
        guard let block = blocks.first, blocks.count == 1 else {
            throw failure(
                blocks.isEmpty
                    ? "no block calls them all in statements of their own"
                    : "\(blocks.count) blocks call them all")
        }
        return try calls(of: block, program)
    }

    private func calls(
        of block: Node, _ program: Program
    ) throws(GenerationError) -> [Call] {
        let source = program.source
        var found: [Call] = []
        var previousEnd = 0
        for (position, child) in block.children.enumerated() {
            let next =
                position + 1 < block.children.count
                ? block.children[position + 1].range.lowerBound : block.range.upperBound - 1
            let end = source.endOfStatement(endingAt: child.range.upperBound, limit: next)
            guard let task = task(of: child) else {
                if !found.isEmpty, found.count < order.tasks.count {
                    throw failure("another statement follows '\(found[found.count - 1].task)'")
                }
                continue
            }
            guard let end, !child.startsInMacro, !source.hasDirective(child.range) else {
                throw failure("the call of '\(task)' stems from a macro")
            }
            if found.contains(where: { $0.task == task }) {
                throw failure("'\(task)' is called twice")
            }
            let start = child.range.lowerBound
            if !found.isEmpty, !source.isBlank(previousEnd..<start) {
                throw failure("a preprocessor line stands before '\(task)'")
            }
            let called = Set(found.map(\.task))
            if let late = order.before(task).sorted().first(where: { !called.contains($0) }) {
                throw failure("the program calls '\(task)' before '\(late)'")
            }
            found.append(Call(task: task, range: start..<end))
            previousEnd = end
        }
        return found
    }

    /// The task that the statement calls, if it is nothing but a call, its result unused.
    private func task(of statement: Node) -> String? {
        var call = statement.isExpression ? statement.bare : statement
        if call.kind == CXCursor_CStyleCastExpr, call.type.canonical.kind == CXType_Void,
            let inner = call.children.last
        {
            call = inner.bare
        }
        guard call.kind == CXCursor_CallExpr, let callee = call.children.first?.bare,
            callee.kind == CXCursor_DeclRefExpr, let named = callee.declaration,
            named.kind == CXCursor_FunctionDecl, order.names.contains(named.name)
        else { return nil }
        return named.name
    }
}
