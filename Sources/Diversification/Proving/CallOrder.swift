import CClang

/// Which of a unit's functions name which.
struct CallOrder {
    /// By index: functions that name it.
    private(set) var callers: [[Int]]
    /// Every function after those that it names, as far as that can be.
    private(set) var calleesFirst: [Int] = []

    init(_ functions: [FunctionDefinition]) {
        var indices: [Int: Int] = [:]
        for (index, function) in functions.enumerated() {
            indices[function.declaration.id] = index
        }
        var callees = [[Int]](repeating: [], count: functions.count)
        callers = callees
        for (index, function) in functions.enumerated() {
            var named: Set<Int> = []
            function.body.walk { node in
                if let id = node.declaration?.id, let callee = indices[id] { named.insert(callee) }
            }
            callees[index] = named.sorted()
            for callee in callees[index] { callers[callee].append(index) }
        }
        var hasSeen = [Bool](repeating: false, count: functions.count)
        for start in functions.indices where !hasSeen[start] {
            hasSeen[start] = true
            var stack = [(function: start, next: 0)]
            while let (function, next) = stack.last {
                guard next < callees[function].count else {
                    calleesFirst.append(function)
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let callee = callees[function][next]
                guard !hasSeen[callee] else { continue }
                hasSeen[callee] = true
                stack.append((callee, 0))
            }
        }
    }
}
