/// Which sites become mutants, and for how many sites each of them stands.
///
/// Strata are operators. Each gets at least one mutant, the others in proportion to its sites
/// (largest remainders). Within a stratum the sample is systematic with a random start over the
/// order of the text, so that functions get their share, too, and every site of an operator has
/// the same chance: W. G. Cochran, "Sampling Techniques", 3rd edition, 1977, chapter 8.
package struct MutantSample: Sendable {
    package struct Member: Sendable {
        package let site: MutantSite
        /// Sites of its operator for each sampled one; nil when it was picked by its name.
        package let weight: Double?
    }

    package let members: [Member]

    private init(_ members: [Member]) { self.members = members }

    /// Every site.
    package init(all sites: [MutantSite]) {
        members = sites.map { Member(site: $0, weight: 1) }
    }

    /// The sites named, in their order in the space.
    /// - Throws: `missingInput` with the first name that no site has.
    package init(_ sites: [MutantSite], named ids: [String]) throws(GenerationError) {
        let known = Set(sites.map(\.id))
        if let unknown = ids.first(where: { !known.contains($0) }) {
            throw GenerationError(
                .missingInput, "cannot make mutant '\(unknown)': the program has no such site",
                hint: "--list prints them all")
        }
        let wanted = Set(ids)
        members = sites.filter { wanted.contains($0.id) }.map { Member(site: $0, weight: nil) }
    }

    /// A sample of `count` sites.
    /// - Throws: `badData` when that is too few for every operator to have one.
    package init(
        _ sites: [MutantSite], count: Int, seed: UInt64
    ) throws(GenerationError) {
        guard count < sites.count else {
            self = MutantSample(all: sites)
            return
        }
        var strata: [(name: String, sites: [MutantSite])] = []
        for site in sites {
            if strata.last?.name == site.operatorName {
                strata[strata.count - 1].sites.append(site)
            } else {
                strata.append((site.operatorName, [site]))
            }
        }
        guard count >= strata.count else {
            throw GenerationError(
                .badData,
                "cannot draw \(count) mutants: \(strata.count) operators have sites, and each "
                    + "needs one", hint: "--count \(strata.count), or --operator NAME")
        }
        let shares = Self.shares(of: count, among: strata.map(\.sites.count))
        var members: [Member] = []
        for (stratum, share) in zip(strata, shares) {
            var random = SeededGenerator(seed: seed, purpose: "mutants \(stratum.name)")
            let total = stratum.sites.count
            // The start is a whole number below `total`: site k is drawn when a multiple of
            // `total` lies among the numbers that the first k + 1 steps pass.
            let start = random.next(below: total)
            for (index, site) in stratum.sites.enumerated()
            where (start + (index + 1) * share) / total > (start + index * share) / total {
                members.append(
                    Member(site: site, weight: Double(total) / Double(share)))
            }
        }
        self = MutantSample(members)
    }

    /// At least one each, at most all, `count` together.
    private static func shares(of count: Int, among populations: [Int]) -> [Int] {
        let total = populations.reduce(0, +)
        let free = count - populations.count
        let rest = total - populations.count
        guard rest > 0 else { return populations }
        var shares = populations.map { 1 + free * ($0 - 1) / rest }
        let byRemainder = populations.indices.sorted { left, right in
            let (one, other) = (
                free * (populations[left] - 1) % rest, free * (populations[right] - 1) % rest
            )
            return one == other ? left < right : one > other
        }
        for index in byRemainder.prefix(count - shares.reduce(0, +)) { shares[index] += 1 }
        return shares
    }
}
