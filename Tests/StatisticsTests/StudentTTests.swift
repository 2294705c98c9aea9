import Foundation
import Statistics
import Testing

@Suite struct StudentTTests {
    @Test(arguments: [
        (1, 12.7062, 6.3138), (2, 4.3027, 2.9200), (5, 2.5706, 2.0150), (30, 2.0423, 1.6973),
        (1000, 1.9623, 1.6464),
    ])
    func `quantiles are those of the tables`(degrees: Int, twoSided: Double, oneSided: Double) {
        #expect(StudentT.quantile(0.975, degreesOfFreedom: degrees).rounded(to: 4) == twoSided)
        #expect(StudentT.quantile(0.95, degreesOfFreedom: degrees).rounded(to: 4) == oneSided)
    }

    @Test(arguments: [0.6, 0.9, 0.999])
    func `one degree is Cauchy's distribution, two have a formula, many are normal`(part: Double) {
        let cauchy = tan(Double.pi * (part - 0.5))
        #expect(abs(StudentT.quantile(part, degreesOfFreedom: 1) / cauchy - 1) < 1e-9)
        let two = (2 * part - 1) / (2 * part * (1 - part)).squareRoot()
        #expect(abs(StudentT.quantile(part, degreesOfFreedom: 2) / two - 1) < 1e-9)
        let normal = Normal.quantile(part)
        #expect(abs(StudentT.quantile(part, degreesOfFreedom: 1_000_000) - normal) < 1e-4)
    }

    @Test func `the lower half mirrors the upper, and the middle is 0`() {
        let upper = StudentT.quantile(0.8, degreesOfFreedom: 7)
        #expect(abs(StudentT.quantile(0.2, degreesOfFreedom: 7) + upper) < 1e-12)
        #expect(abs(StudentT.quantile(0.5, degreesOfFreedom: 7)) < 1e-12)
    }
}
