import Reporting

/// Holds what a voter said against what the cached vote of the same fault says.
package struct RecheckJudgement {
    private let cached: CachedVerdict
    private let live: LiveVerdict
    private let names: [String]
    /// Indices of those that were hit.
    private let hit: [Int]
    private let restrictive: [UInt8]
    private let isSame: ([UInt8], [UInt8]) -> Bool

    /// - Parameters:
    ///   - names: of all replicas, in their order.
    ///   - restrictive: what may go out instead of any answer.
    ///   - isSame: whether two answers are the same to the ensemble.
    package init(
        _ cached: CachedVerdict, _ live: LiveVerdict, names: [String], hit: [Int],
        restrictive: [UInt8], isSame: @escaping ([UInt8], [UInt8]) -> Bool
    ) {
        (self.cached, self.live, self.names) = (cached, live, names)
        (self.hit, self.restrictive, self.isSame) = (hit, restrictive, isSame)
    }

    /// - Parameter budget: those whose copies used their budget up.
    package func recheck(overBudget budget: Set<Int>) -> Recheck {
        // Whoever was late: no vote is known to have let this out.
        if live.lines.contains(where: isUnknown) {
            return Recheck(.differs, released.joined(separator: "; "))
        }
        let others = names.indices.filter { !hit.contains($0) }
        if let late = others.first(where: { Self.late.contains(word(of: $0)) }) {
            return Recheck(.missed, "\(names[late]), which was not hit, was late")
        }
        let answered = hit.filter { budget.contains($0) && word(of: $0) == "answered" }
        if let slow = answered.first {
            return Recheck(.slower, "\(names[slow]) answered, later than its copy might")
        }
        if let slow = hit.first(where: isLate) {
            return Recheck(.slower, "\(names[slow]) answered after its deadline")
        }
        let differences = names.indices.compactMap(difference) + released
        return differences.isEmpty
            ? Recheck(.same) : Recheck(.differs, differences.joined(separator: "; "))
    }

    private func isUnknown(_ line: [UInt8]) -> Bool {
        !isSame(line, cached.released) && !isSame(line, restrictive)
    }

    private static let late: Set<String> = ["late", "silent", "overdue"]
    private static let gone: Set<String> = ["crashed", "malformed"]
    private static let refused: Set<String> = ["malformed", "rejected"]

    /// Of one whose copy answered.
    private func isLate(_ replica: Int) -> Bool {
        guard case .answered = cached.ballots[replica] else { return false }
        return Self.late.contains(word(of: replica)) && live.late.contains(names[replica])
    }

    private func word(of replica: Int) -> String { live.ballots[names[replica]]?.word ?? "absent" }

    /// Nil where the ballot is the cached one.
    private func difference(_ replica: Int) -> String? {
        let ballot = live.ballots[names[replica]] ?? LiveVerdict.Ballot("absent")
        let isExpected =
            switch cached.ballots[replica] {
            case .answered(let isSupporter):
                ballot.word == "answered" && ballot.isSupporter == isSupporter
            case .refused: Self.refused.contains(ballot.word)
            case .silent: Self.late.contains(ballot.word)
            case .broken: Self.gone.contains(ballot.word)
            }
        if isExpected { return nil }
        let role = ballot.word == "answered" ? ballot.isSupporter ? " with it" : " against it" : ""
        return "\(names[replica]) is \(ballot.word)\(role), cached \(cached.ballots[replica].text)"
    }

    private var released: [String] {
        guard live.lines.count == 1 else { return ["\(live.lines.count) lines went out"] }
        if isSame(live.lines[0], cached.released) { return [] }
        return [
            "'\(EscapedBytes.text(live.lines[0].prefix(80)))' went out, cached "
                + "'\(EscapedBytes.text(cached.released.prefix(80)))'"
        ]
    }
}

extension CachedVerdict.Ballot {
    var text: String {
        switch self {
        case .answered(true): "answered with it"
        case .answered(false): "answered against it"
        case .refused: "refused"
        case .silent: "silent"
        case .broken: "broken"
        }
    }
}
