import Recovery
import Testing

@Suite struct BuildSeedTests {
    @Test func `the same seat and build always have the same seed`() {
        let first = BuildSeed.of(family: 1, seat: 2, build: 3)
        #expect(first == BuildSeed.of(family: 1, seat: 2, build: 3))
    }

    @Test func `no two builds of a family have one seed, and all fit into a double`() {
        var seen: Set<UInt64> = []
        for family: UInt64 in [0, 1, 2, .max] {
            for seat in 0..<64 {
                for build in 1...50 {
                    seen.insert(BuildSeed.of(family: family, seat: seat, build: build))
                }
            }
        }
        #expect(seen.count == 4 * 64 * 50)
        #expect(seen.allSatisfy { $0 < 1 << 53 })
    }
}
