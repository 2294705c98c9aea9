/// Which function may call which, for functions with a body in the program.
struct CallGraph {
    private let callees: [Int: Set<Int>]
    /// Callees come before their callers, as far as recursion allows.
    let calleesFirst: [Int]

    /// - Parameter callees: for each function those that it may call; others are left out.
    init(_ callees: [Int: Set<Int>]) {
        self.callees = callees.mapValues { $0.filter { callees[$0] != nil } }
        calleesFirst = Self.postorder(callees.keys.sorted(), self.callees)
    }

    func callees(of function: Int) -> Set<Int> { callees[function] ?? [] }

    /// Functions on a cycle of calls: the strongly connected components with a call inside.
    ///
    /// Sharir: "A strong-connectivity algorithm and its applications in data flow analysis",
    /// Computers & Mathematics with Applications 7 (1981), doi:10.1016/0898-1221(81)90008-0.
    var recursive: Set<Int> {
        var callers: [Int: Set<Int>] = [:]
        for (caller, called) in callees {
            for callee in called { callers[callee, default: []].insert(caller) }
        }
        var seen: Set<Int> = []
        var result: Set<Int> = []
        for root in calleesFirst.reversed() where seen.insert(root).inserted {
            var component = [root]
            var next = 0
            while next < component.count {
                for caller in callers[component[next]] ?? [] where seen.insert(caller).inserted {
                    component.append(caller)
                }
                next += 1
            }
            if component.count > 1 || callees(of: root).contains(root) {
                result.formUnion(component)
            }
        }
        return result
    }

    /// These and all that they may call, themselves or through others.
    func reached(from start: Set<Int>) -> Set<Int> {
        var reached = start
        var pending = Array(start)
        while let next = pending.popLast() {
            for further in callees(of: next) where reached.insert(further).inserted {
                pending.append(further)
            }
        }
        return reached
    }

    /// Without recursion of our own: chains of calls may be long.
    private static func postorder(_ roots: [Int], _ callees: [Int: Set<Int>]) -> [Int] {
        var order: [Int] = []
        var seen: Set<Int> = []
        for root in roots where seen.insert(root).inserted {
            var path = [(root, (callees[root] ?? []).sorted())]
            while let (function, left) = path.last {
                guard let next = left.last else {
                    order.append(function)
                    path.removeLast()
                    continue
                }
                path[path.count - 1].1.removeLast()
                if seen.insert(next).inserted {
                    path.append((next, (callees[next] ?? []).sorted()))
                }
            }
        }
        return order
    }
}
