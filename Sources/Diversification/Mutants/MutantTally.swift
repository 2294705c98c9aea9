/// How many mutants of one operator, or of all, there are of each kind.
package struct MutantTally: Codable, Equatable, Sendable {
    package var name: String
    /// The population.
    package var sites: Int
    /// Of these, how many were drawn and made.
    package var sampled = 0
    package var notCompiling = 0
    package var equivalent = 0
    package var undefinedOnly = 0
    package var duplicates = 0
    package var live = 0
    /// The next five are of live mutants that were run on demands.
    package var notDistinguished = 0
    package var wrongAnswers = 0
    package var crashed = 0
    package var hung = 0
    package var malformed = 0
    /// Of those that were found.
    package var trivial = 0

    /// Live mutants that some demand tells apart from the original.
    package var found: Int { wrongAnswers + crashed + hung + malformed }

    init(_ name: String, sites: Int, _ mutants: [Mutant]) {
        self.name = name
        self.sites = sites
        for mutant in mutants { add(mutant) }
    }

    private mutating func add(_ mutant: Mutant) {
        switch mutant.status {
        case .listed: return
        case .notCompiling: notCompiling += 1
        case .equivalent: equivalent += 1
        case .undefinedOnly: undefinedOnly += 1
        case .duplicate: duplicates += 1
        case .live: live += 1
        }
        sampled += 1
        guard let trial = mutant.trial else { return }
        switch trial.outcome {
        case .notDistinguished: notDistinguished += 1
        case .wrongAnswers: wrongAnswers += 1
        case .crashed: crashed += 1
        case .hung: hung += 1
        case .malformed: malformed += 1
        }
        if trial.isTrivial { trivial += 1 }
    }
}
