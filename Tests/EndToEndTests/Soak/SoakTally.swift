/// What a soak came to.
struct SoakTally {
    private(set) var right = 0
    private(set) var restrictive = 0
    private var starts = 0
    private var troubles: [Trouble: Int] = [:]

    /// - Parameter right: of an undisturbed replica.
    mutating func add(
        _ lines: [String], _ answers: [String], _ counts: [Trouble: Int], starts: Int
    ) {
        let same = zip(lines, answers).count { $0 == $1 }
        right += same
        restrictive += lines.count - same
        self.starts += starts
        troubles.merge(counts, uniquingKeysWith: +)
    }

    var text: String {
        let list = Trouble.allCases.map { "\($0) \(troubles[$0] ?? 0)" }.joined(separator: ", ")
        return "\(right) answers as of an undisturbed replica, \(restrictive) restrictive instead, "
            + "\(starts) starts; \(list)"
    }
}
