import Diversification

/// What came of running programs and their variants; tallies of several programs add up.
struct DifferentialTally: Sendable {
    var programs = 0
    /// Built, ran to its end in time, and could be read: these have variants.
    var usable = 0
    /// Why the others are not, with how many of each.
    var refusals: [String: Int] = [:]
    /// Programs of which a variant's text differs.
    var transformed = 0
    var variants = 0
    /// Places changed, by transform.
    var sites: [String: Int] = [:]
    /// One line each: program, seed, what differs.
    var failures: [String] = []
    /// The same where the compiler is at fault, not the variant (`SecondOpinion`).
    var compilerDefects: [String] = []

    mutating func refuse(_ reason: String) {
        refusals[reason, default: 0] += 1
    }

    mutating func add(_ other: DifferentialTally) {
        programs += other.programs
        usable += other.usable
        refusals.merge(other.refusals, uniquingKeysWith: +)
        transformed += other.transformed
        variants += other.variants
        sites.merge(other.sites, uniquingKeysWith: +)
        failures += other.failures
        compilerDefects += other.compilerDefects
    }
}

extension DifferentialTally: CustomStringConvertible {
    var description: String {
        let changes = sites.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let reasons = refusals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "  \($0.value) \($0.key)" }
        let lines =
            [
                "\(programs) programs, \(usable) usable, \(transformed) transformed, "
                    + "\(variants) variants, \(failures.count) failing",
                "sites: " + changes.joined(separator: ", "),
            ] + reasons + failures.sorted().map { "  FAILED \($0)" }
            + compilerDefects.sorted().map { "  a defect of the compiler: \($0)" }
        return lines.joined(separator: "\n")
    }
}
