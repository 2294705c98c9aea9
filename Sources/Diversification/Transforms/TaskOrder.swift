/// Which tasks of a cycle have to run before which others; all other orders are legal.
package struct TaskOrder: Equatable, Sendable {
    /// One declared task.
    package struct Task: Equatable, Sendable {
        /// The function that the cycle calls.
        package let name: String
        /// Tasks that have to run before it.
        package let predecessors: [String]

        package init(name: String, predecessors: [String] = []) {
            self.name = name
            self.predecessors = predecessors
        }

        /// - Parameter text: `decide:read,filter`: `decide` runs after `read` and `filter`; or
        ///   just `read`.
        /// - Throws: `badData` when it is neither.
        package init(text: String) throws(GenerationError) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            let names =
                parts.count == 2
                ? parts[1].split(separator: ",", omittingEmptySubsequences: false)
                : []
            let all = [parts[0]] + names
            guard parts.count <= 2, all.allSatisfy({ Self.isName($0) }) else {
                throw GenerationError(
                    .badData, "cannot read task '\(text)': it is no name of a function",
                    hint: "write NAME, or NAME:BEFORE,BEFORE")
            }
            self.init(name: String(parts[0]), predecessors: names.map(String.init))
        }

        private static func isName(_ text: Substring) -> Bool {
            guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
            return text.utf8.allSatisfy {
                $0 == 0x5f || (0x30...0x39).contains($0) || (0x41...0x5a).contains($0)
                    || (0x61...0x7a).contains($0)
            }
        }
    }

    package let tasks: [Task]

    /// - Throws: `badData` when a task is declared twice, follows one that is not declared, or
    ///   has to run before itself.
    package init(_ tasks: [Task]) throws(GenerationError) {
        self.tasks = tasks
        var names: Set<String> = []
        for task in tasks where !names.insert(task.name).inserted {
            throw GenerationError(
                .badData, "cannot order task '\(task.name)': it is declared twice")
        }
        for task in tasks {
            for predecessor in task.predecessors where !names.contains(predecessor) {
                throw GenerationError(
                    .badData,
                    "cannot order task '\(task.name)': it follows '\(predecessor)', which is no "
                        + "task", hint: "declare it: --task \(predecessor)")
            }
        }
        for task in tasks where before(task.name).contains(task.name) {
            throw GenerationError(
                .badData, "cannot order task '\(task.name)': it would have to run before itself")
        }
    }

    package var names: [String] { tasks.map(\.name) }

    /// All tasks that have to run before this one, at however many steps.
    package func before(_ name: String) -> Set<String> {
        let direct = Dictionary(uniqueKeysWithValues: tasks.map { ($0.name, $0.predecessors) })
        var found: Set<String> = []
        var pending = direct[name] ?? []
        while let next = pending.popLast() {
            if found.insert(next).inserted { pending += direct[next] ?? [] }
        }
        return found
    }
}
