/// Finds the name that somebody who mistyped probably meant.
enum NearName {
    /// Longer names are not compared.
    static let lengthMax = 64
    /// More candidates than these are not looked at.
    static let candidatesMax = 2_000

    /// A hint, or nothing when no candidate is near: at most one change in three letters.
    static func hint(for name: String, among candidates: some Sequence<String>) -> String {
        let limit = max(1, min(name.count / 3, 3))
        var best: (distance: Int, name: String)?
        for candidate in candidates.prefix(candidatesMax) where candidate != name {
            guard abs(candidate.utf8.count - name.utf8.count) <= limit else { continue }
            let distance = distance(name, candidate)
            guard distance <= limit, distance < max(name.count, 2) else { continue }
            if best.map({ (distance, candidate) < ($0.distance, $0.name) }) ?? true {
                best = (distance, candidate)
            }
        }
        return best.map { "did you mean '\($0.name)'?" } ?? ""
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one into the other;
    /// letters that differ only in case count as nothing.
    private static func distance(_ first: String, _ second: String) -> Int {
        let left = Array(first.lowercased().utf8)
        let right = Array(second.lowercased().utf8)
        guard left.count <= lengthMax, right.count <= lengthMax else { return Int.max }
        var older = [Int](repeating: 0, count: right.count + 1)
        var old = Array(0...right.count)
        for i in left.indices {
            var new = [i + 1]
            for j in right.indices {
                var least = min(old[j] + (left[i] == right[j] ? 0 : 1), old[j + 1] + 1, new[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    least = min(least, older[j - 1] + 1)
                }
                new.append(least)
            }
            (older, old) = (old, new)
        }
        return old[right.count]
    }
}
