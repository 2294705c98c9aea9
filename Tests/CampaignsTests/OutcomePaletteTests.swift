import Campaigns
import Reporting
import Testing

@Suite struct OutcomePaletteTests {
    @Test func `every outcome that is counted can be drawn, and no other`() {
        let tried = ComponentOutcome.allCases.filter(\.isTried).map(\.rawValue)
        #expect(Set(OutcomePalette.components.map(\.outcome)) == Set(tried))
        let judged = EnsembleOutcome.allCases.filter { $0 != .harnessError }.map(\.rawValue)
        #expect(Set(OutcomePalette.ensembles.map(\.outcome)) == Set(judged))
    }
}
