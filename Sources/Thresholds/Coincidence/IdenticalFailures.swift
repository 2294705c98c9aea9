/// Versions that fail on exactly the same demands: most likely one misunderstanding, not several.
package struct IdenticalFailures: Codable, Equatable, Sendable {
    /// The condition they fail in; nil for the whole of what was compared.
    package var condition: String?
    /// At least two, ascending.
    package var versions: [Int]
    /// At least one.
    package var demands: Int
    /// Whether they also give the same wrong answer each time.
    package var isSameAnswer: Bool

    /// The groups in one comparison, the most versions first, then the most demands.
    ///
    /// - Parameter votes: with a truth.
    package static func groups(_ votes: RecordedVotes, condition: String? = nil) -> [Self] {
        var members: [DemandSet: [Int]] = [:]
        for version in 0..<votes.versions {
            members[votes.failures(of: version), default: []].append(version)
        }
        return members.filter { $0.value.count > 1 && !$0.key.isEmpty }
            .map { demands, versions in
                let isSame = versions.dropFirst().allSatisfy { version in
                    demands.allSatisfy {
                        votes.classes[version][$0] == votes.classes[versions[0]][$0]
                            && votes.classes[version][$0] != RecordedVotes.noAnswer
                    }
                }
                return Self(
                    condition: condition, versions: versions, demands: demands.count,
                    isSameAnswer: isSame)
            }
            .sorted { one, other in
                (other.versions.count, other.demands, one.versions[0])
                    < (one.versions.count, one.demands, other.versions[0])
            }
    }
}
