/// Finds what a mistyped name was probably meant to be.
package enum NearestName {
    /// - Returns: the candidate with the fewest changes, at most a third of its length; else nil.
    /// - Complexity: O(candidates · length²); names beyond 64 characters have no neighbour.
    package static func of(_ name: String, among candidates: [String]) -> String? {
        let typed = Array(name.lowercased().unicodeScalars.prefix(65))
        guard !typed.isEmpty, typed.count <= 64 else { return nil }
        var best: (name: String, changes: Int)?
        for candidate in candidates {
            let wanted = Array(candidate.lowercased().unicodeScalars)
            let changes = distance(typed, wanted)
            let isNear = changes <= max(1, wanted.count / 3)
            if isNear, changes < best?.changes ?? Int.max { best = (candidate, changes) }
        }
        return best?.name
    }

    /// Insertions, removals, replacements, and swaps of neighbours (optimal string alignment).
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for (row, scalar) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var changes = min(
                    previous[column + 1] + 1, current[column] + 1,
                    previous[column] + (scalar == other ? 0 : 1))
                if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
                    changes = min(changes, beforePrevious[column - 1] + 1)
                }
                current.append(changes)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
