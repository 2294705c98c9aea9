import CClang

/// Lets the threads of a program give way to each other at their synchronising calls, differently
/// in every variant, so that the variants run under different schedules.
///
/// After the idea of S. Burckhardt, P. Kothari, M. Musuvathi, S. Nagarakatti: "A Randomized
/// Scheduler with Probabilistic Guarantees of Finding Bugs", ASPLOS 2010,
/// doi:10.1145/1736020.1736040. Each thread has a random priority, which changes at a few random
/// points of its life. Deviations: the system's scheduler goes on deciding, so a thread of low
/// priority gives way up to 32 times instead of waiting for all others, and their guarantee does
/// not hold; priorities may be equal; the points of change are counted by thread, not over the
/// whole run; only about half of a thread's turns give way; after 4096 turns one in 64 does, which
/// bounds the run time. Compilers without variables by thread give way by site alone.
///
/// Refuses: programs without threads, with real-time scheduling or a `sched_yield` of their own,
/// that say line numbers or a name like those written here.
///
/// Sound because giving way changes nothing that a program may rely on: it writes neither memory
/// of the program nor `errno`, and every schedule it leads to was possible before.
package struct PerturbThreadSchedule: Transform {
    package let name = "PerturbThreadSchedule"

    private static let starts: Set<String> = ["pthread_create", "thrd_create"]
    private static let realTime: Set<String> = [
        "SCHED_FIFO", "SCHED_RR", "SCHED_DEADLINE", "sched_setscheduler", "sched_setattr",
        "pthread_setschedparam", "pthread_attr_setschedparam", "pthread_attr_setschedpolicy",
    ]
    private static let families = [
        "pthread_mutex_", "pthread_cond_", "pthread_rwlock_", "pthread_spin_", "pthread_barrier_",
        "mtx_", "cnd_", "sem_", "__atomic_", "__sync_",
    ]
    private static let others: Set<String> = [
        "pthread_create", "pthread_join", "thrd_create", "thrd_join",
    ]

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        plan(program, names: program.unit.words.code, &random)
    }

    /// Threads may be started in one unit and meet in another.
    package func plan(_ programs: [Program], seed: UInt64) -> [Plan] {
        let all = programs.reduce(into: Set<String>()) { $0.formUnion($1.unit.words.code) }
        return programs.atATime { index, program in
            var random = SeededGenerator(seed: seed, purpose: "\(name) \(index)")
            return plan(program, names: all, &random)
        }
    }

    /// - Parameter names: everything that the program says.
    private func plan(
        _ program: Program, names: Set<String>, _ random: inout SeededGenerator
    ) -> Plan {
        var plan = Plan()
        guard !program.facts.isTiedToLines, !names.isDisjoint(with: Self.starts),
            names.isDisjoint(with: Self.realTime), !hasOwnYield(program),
            !names.contains(where: { $0.hasPrefix("thrice_turn") })
        else { return plan }
        var first: Int?
        for function in program.unit.functions where isPlain(function, program) {
            let before = plan.sites
            visit(function.body, isStatement: true, program) { call, isStatement in
                giveWay(at: call, isStatement, &plan, &random)
            }
            if plan.sites > before { first = first ?? function.node.range.lowerBound }
        }
        if let first { plan.edits.append(.replace(first..<first, Self.turn(&random))) }
        return plan
    }

    private func isPlain(_ function: FunctionDefinition, _ program: Program) -> Bool {
        let start = function.node.range.lowerBound
        return function.node.isInMainFile && !function.node.startsInMacro
            && !function.body.startsInMacro
            && !function.node.children.contains(where: \.isAttribute)
            && (start == 0 || program.source.bytes[start - 1] == 0x0a)
    }

    private func hasOwnYield(_ program: Program) -> Bool {
        program.rules.yieldIsTheSystems
            && (program.isDefinedElsewhere("sched_yield")
                || program.unit.functions.contains { $0.declaration.name == "sched_yield" })
    }

    private func giveWay(
        at call: Range<Int>, _ isStatement: Bool, _ plan: inout Plan,
        _ random: inout SeededGenerator
    ) {
        let turn = "thrice_turn(\(plan.sites)u)"
        let isAfter = isStatement && random.next(below: 2) == 0
        plan.edits.append(
            isAfter
                ? .wrap(call, before: "(", after: ", \(turn))")
                : .wrap(call, before: "(\(turn), ", after: ")"))
        plan.sites += 1
        plan.moved += 1
    }

    /// Finds synchronising calls; `isStatement` says that nobody wants the value.
    private func visit(
        _ node: Node, isStatement: Bool, _ program: Program,
        _ found: (_ call: Range<Int>, _ isStatement: Bool) -> Void
    ) {
        // The last statement of one gives its value.
        if node.kind == CXCursor_StmtExpr { return }
        if node.isExpression, isAtomicMacro(node, program) {
            return found(node.range, isStatement)
        }
        if node.kind == CXCursor_CallExpr, node.isInMainFile, !node.startsInMacro,
            let callee = node.children.first?.bare, callee.kind == CXCursor_DeclRefExpr,
            let name = callee.declaration?.name, isSynchronising(name),
            program.source.bytes[node.range.upperBound - 1] == 0x29
        {
            found(node.range, isStatement)
        }
        for child in node.children {
            visit(child, isStatement: node.kind == CXCursor_CompoundStmt, program, found)
        }
    }

    private func isSynchronising(_ name: String) -> Bool {
        Self.others.contains(name) || Self.families.contains { name.hasPrefix($0) }
    }

    /// `atomic_load(…)` and its like are macros in some headers: the text decides.
    private func isAtomicMacro(_ node: Node, _ program: Program) -> Bool {
        guard node.isInMainFile, node.startsInMacro, !node.type.isFunction else { return false }
        let text = Array(program.source.bytes[node.range])
        guard text.starts(with: "atomic_".utf8), text.last == 0x29,
            let opening = text.firstIndex(of: 0x28),
            !text.contains(0x22), !text.contains(0x27)
        else { return false }
        var depth = 0
        for at in opening..<text.count {
            if text[at] == 0x28 { depth += 1 }
            if text[at] == 0x29 { depth -= 1 }
            if depth == 0 { return at == text.count - 1 }
        }
        return false
    }

    /// The C text that gives way; constants are of this variant.
    private static func turn(_ random: inout SeededGenerator) -> String {
        let seed = UInt32(truncatingIfNeeded: random.next())
        let changes = [1 + random.next(below: 16), 17 + random.next(below: 112)]
        return """
            extern int sched_yield(void);
            static void thrice_turn(unsigned site) {
                unsigned mix = \(seed)u, yields, by_site;
            #if defined __GNUC__ && !defined __TINYC__ && !defined __PCC__
                static unsigned threads;
                static __thread unsigned thread, turns;
                if (!thread) thread = __atomic_add_fetch(&threads, 1u, __ATOMIC_RELAXED);
                turns += turns < 1u << 30;
                if (turns > 4096u && (turns + site) % 64u) return;
                mix += thread * 2654435761u;
                if (turns > \(changes[0])u) mix += 2246822519u;
                if (turns > \(changes[1])u) mix += 3266489917u;
                by_site = turns;
            #else
                mix += site * 668265263u;
                by_site = 0u;
            #endif
                mix = (mix ^ mix >> 15) * 2246822519u;
                mix = (mix ^ mix >> 13) * 3266489917u;
                mix ^= mix >> 16;
                by_site = (by_site + site * 40503u ^ mix >> 8) * 2654435761u;
                if (by_site >> 31) return;
                for (yields = (1u << mix % 7u) >> 1; yields > 0u; yields--) sched_yield();
            }

            """
    }
}
