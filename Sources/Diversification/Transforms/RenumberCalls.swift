import CClang

/// Lets some calls of the file's own static functions go through tables of function pointers, at
/// numbers of this variant's.
///
/// One constant table for every function type, twice as long as it has to be; numbers that belong
/// to no function lead to one all the same. The tables are `volatile`, or compilers would look
/// the number up and call directly. About half of the calls outside of loops are changed, and
/// none of short functions, which compilers put in line: so the cost stays low.
///
/// Refuses: functions that are not static, are variadic, inline, without prototype or with
/// attributes; calls before the function is declared at file scope, from macros, in functions
/// with attributes, and all calls of a file with a name that starts like the tables'.
///
/// Sound because the table is constant and typed by the function itself, so the same function is
/// called with the same conversions; arguments are as unordered as before.
package struct RenumberCalls: Transform {
    package let name = "RenumberCalls"
    /// Bodies shorter than this, in bytes, are left to be put in line.
    package var bodyBytesMin: Int

    package init(bodyBytesMin: Int = 80) {
        self.bodyBytesMin = bodyBytesMin
    }

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        let prefix = "thrice_calls"
        let names = program.unit.words.code
        guard !program.facts.isTiedToLines, !names.contains(where: { $0.hasPrefix(prefix) })
        else { return plan }
        var tables: [Table] = []
        for call in calls(program) where random.next(below: 2) == 0 {
            let type = call.function.type.canonical
            let known = tables.firstIndex { clang_equalTypes($0.type, type) != 0 }
            let index = known ?? tables.count
            if known == nil { tables.append(Table(type: type, declaredAt: call.caller)) }
            tables[index].declaredAt = min(tables[index].declaredAt, call.caller)
            tables[index].calls.append(call)
        }
        var end = ""
        for (index, table) in tables.enumerated() {
            let name = "\(prefix)_\(index)"
            let (entries, numbers) = table.entries(&random)
            let head = "static __typeof__(\(table.first)) *const volatile \(name)[\(entries.count)]"
            let start = table.declaredAt
            plan.edits.append(.replace(start..<start, "\(head);\n"))
            for call in table.calls {
                let number = numbers[call.function.name, default: 0]
                plan.edits.append(.replace(call.range, "\(name)[\(number)]"))
            }
            plan.sites += 1
            plan.moved += table.calls.count
            end += "\n\(head) = {\(entries.joined(separator: ", "))};\n"
        }
        let last = program.source.bytes.count
        if !end.isEmpty { plan.edits.append(.replace(last..<last, end)) }
        return plan
    }

    private struct Callee {
        let id: Int
        let name: String
        let type: CXType
    }

    private struct Call {
        let function: Callee
        /// The callee's name in the call.
        let range: Range<Int>
        /// Where the definition starts that the call is in.
        let caller: Int
    }

    private struct Table {
        let type: CXType
        var declaredAt: Int
        var calls: [Call] = []

        /// Declared before the table, since it is declared before its first caller.
        var first: String {
            calls.first { $0.caller == declaredAt }?.function.name ?? calls[0].function.name
        }

        func entries(_ random: inout SeededGenerator) -> ([String], [String: Int]) {
            var functions: [String] = []
            for call in calls where !functions.contains(call.function.name) {
                functions.append(call.function.name)
            }
            let places = random.permutation(of: 2 * functions.count)
            var entries = places.map { _ in functions[random.next(below: functions.count)] }
            var numbers: [String: Int] = [:]
            for (function, place) in zip(functions, places) {
                entries[place] = function
                numbers[function] = place
            }
            return (entries, numbers)
        }
    }

    private func calls(_ program: Program) -> [Call] {
        let callees = callees(program)
        var declared: Set<Int> = []
        var calls: [Call] = []
        for node in program.unit.topLevel where node.kind == CXCursor_FunctionDecl {
            let start = node.range.lowerBound
            if let body = node.children.last, body.kind == CXCursor_CompoundStmt,
                node.isInMainFile, !node.startsInMacro, !body.startsInMacro,
                !node.children.contains(where: \.isAttribute), isLineStart(start, program)
            {
                outsideLoops(body) { node in
                    guard node.kind == CXCursor_CallExpr, let name = node.children.first?.bare,
                        name.kind == CXCursor_DeclRefExpr, let named = name.declaration,
                        let callee = callees[named.id], name.isInMainFile, !name.startsInMacro,
                        program.source.text(name.range) == named.name,
                        declared.contains(named.id) || !program.rules.calleesAreDeclaredFirst
                    else { return }
                    calls.append(Call(function: callee, range: name.range, caller: start))
                }
            }
            if let named = node.declaration { declared.insert(named.id) }
        }
        return calls
    }

    /// A table's declaration stands on a line of its own.
    private func isLineStart(_ start: Int, _ program: Program) -> Bool {
        start == 0 || program.source.bytes[start - 1] == 0x0a
    }

    private func callees(_ program: Program) -> [Int: Callee] {
        var found: [Int: Callee] = [:]
        var refused: Set<Int> = []
        for node in program.unit.topLevel where node.kind == CXCursor_FunctionDecl {
            guard let named = node.declaration else { continue }
            let hasAttributes =
                node.children.contains(where: \.isAttribute)
                || clang_Cursor_isFunctionInlined(node.cursor) != 0
            if hasAttributes { refused.insert(named.id) }
            guard let body = node.children.last, body.kind == CXCursor_CompoundStmt,
                !named.isExternal, !named.isInSystemHeader,
                node.type.canonical.kind == CXType_FunctionProto,
                clang_isFunctionTypeVariadic(node.type.canonical) == 0,
                body.range.count >= bodyBytesMin
            else { continue }
            found[named.id] = Callee(id: named.id, name: named.name, type: node.type)
        }
        return found.filter { !refused.contains($0.key) }
    }

    private func outsideLoops(_ node: Node, _ visit: (Node) -> Void) {
        switch node.kind {
        case CXCursor_ForStmt, CXCursor_WhileStmt, CXCursor_DoStmt: return
        default: break
        }
        visit(node)
        for child in node.children { outsideLoops(child, visit) }
    }
}
