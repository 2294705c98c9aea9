import Statistics
import Testing

@Suite struct NormalTests {
    @Test(arguments: [(0.5, 0.0), (0.975, 1.959964), (0.995, 2.575829), (0.9999, 3.719016)])
    func `quantiles are those of the tables`(probability: Double, value: Double) {
        #expect(abs(Normal.quantile(probability) - value) < 1e-6)
        #expect(abs(Normal.quantile(1 - probability) + value) < 1e-6)
        #expect(abs(Normal.cumulative(Normal.quantile(probability)) - probability) < 1e-12)
    }
}
