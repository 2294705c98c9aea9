import Diversification
import Testing

struct MutantSampleTests {
    private static func sites() throws -> [MutantSite] {
        try MutationText.sites(of: OperatorCase.all.prefix(8).map(\.source).joined())
    }

    @Test(arguments: [12, 13, 40, 119])
    func `every operator has its share, and the weights sum to its sites`(count: Int) throws {
        let sites = try Self.sites()
        let sample = try MutantSample(sites, count: count, seed: 3)
        #expect(sample.members.count == count)
        var population: [String: Double] = [:]
        for site in sites { population[site.operatorName, default: 0] += 1 }
        var weights: [String: Double] = [:]
        for member in sample.members {
            weights[member.site.operatorName, default: 0] += try #require(member.weight)
        }
        #expect(weights.keys.sorted() == population.keys.sorted())
        for (name, total) in population {
            #expect(abs(weights[name, default: 0] - total) < 1e-9, "\(name)")
        }
        #expect(Set(sample.members.map(\.site.id)).count == count)
    }

    @Test func `the same seed draws the same, another one others, and each site has its chance`()
        throws
    {
        let sites = try Self.sites()
        let draw = { (seed: UInt64) in
            try MutantSample(sites, count: 30, seed: seed).members.map(\.site.id)
        }
        #expect(try draw(1) == draw(1))
        #expect(try draw(1) != draw(2))
        var drawn: Set<String> = []
        for seed in 1...200 { drawn.formUnion(try draw(UInt64(seed))) }
        #expect(drawn.count == sites.count)
    }

    @Test func `a sample spreads over the functions`() throws {
        let function = { (name: String) in "int \(name)(int a) { return a < 3; }\n" }
        let sites = try MutationText.sites(
            of: ["a", "b", "c", "d", "e"].map(function).joined()
        ).filter { $0.operatorName == "ReplaceRelation" }
        #expect(sites.count == 25)
        for seed in 1...10 {
            let sample = try MutantSample(sites, count: 5, seed: UInt64(seed))
            let names = sample.members.compactMap(\.site.function)
            #expect(names == ["a", "b", "c", "d", "e"])
        }
    }

    @Test func `too few for all operators is an error, as many as sites is all of them`() throws {
        let sites = try Self.sites()
        let operators = Set(sites.map(\.operatorName)).count
        let error = #expect(throws: GenerationError.self) {
            try MutantSample(sites, count: operators - 1, seed: 1)
        }
        #expect(error?.kind == .badData)
        #expect(error?.hint == "--count \(operators), or --operator NAME")
        let all = try MutantSample(sites, count: sites.count, seed: 1).members
        #expect(all.map(\.site.id) == sites.map(\.id))
        #expect(all.allSatisfy { $0.weight == 1 })
    }

    @Test func `identifiers do not depend on what else is drawn, and no two sites are one text`()
        throws
    {
        let sites = try Self.sites()
        #expect(Set(sites.map(\.id)).count == sites.count)
        let relations = sites.filter { $0.operatorName == "ReplaceRelation" }
        #expect(relations.first?.id == "ReplaceRelation-0001")
        let picked = try MutantSample(sites, named: ["DropBreak-0001", "ReplaceRelation-0002"])
        #expect(picked.members.map(\.site.id) == ["ReplaceRelation-0002", "DropBreak-0001"])
        #expect(picked.members.allSatisfy { $0.weight == nil })
        let error = #expect(throws: GenerationError.self) {
            try MutantSample(sites, named: ["DropBreak-0001", "DropBreak-9999"])
        }
        #expect(error?.message.hasPrefix("cannot make mutant 'DropBreak-9999'") == true)
        // `sum = 0;` is a missing first value and a missing statement: one site, the first one's.
        let source = "int f(void) { int sum; sum = 0; return sum; }"
        let names = try MutationText.sites(of: source).filter { $0.after == ";" }
        #expect(names.map(\.operatorName) == ["DropInitialisation"])
    }
}
