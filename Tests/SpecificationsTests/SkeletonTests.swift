import Specifications
import Testing

@Test func `a count may be fixed`() {
    #expect(DemandSchema.Count(factor: 225).field == nil)
}
