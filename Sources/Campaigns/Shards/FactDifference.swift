/// Whether two files of results are of the same campaign.
package enum FactDifference {
    /// What differs with who looks, where, and when.
    private static let other: Set = ["file", "ensemble", "seconds", "shard"]

    /// The first fact that is not the same, by name; nil where there is none.
    ///
    /// - Parameter now: those of the facts that are looked at.
    package static func name(_ known: [String: String], _ now: [String: String]) -> String? {
        now.keys.sorted().first { !other.contains($0) && known[$0] != now[$0] }
    }

    /// The same in words, of results that are there and of a campaign as it is now.
    package static func text(_ known: [String: String], _ now: [String: String]) -> String? {
        guard let name = name(known, now) else { return nil }
        switch name {
        case "files": return "its file, or a file of the ensemble, has changed since"
        case "programs": return "its programs have changed since"
        default: return "its \(name) was '\(known[name] ?? "")', and is '\(now[name] ?? "")' now"
        }
    }
}
