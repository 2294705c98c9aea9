import Diversification
import Foundation
import Testing

struct DiversityMatrixTests {
    /// A variant of `count` functions, each one byte and a return; those given have another byte.
    private func variant(
        _ name: String, other: Set<Int> = [], count: Int = 10, machine: Int = 62
    ) -> VariantProfile {
        var file = ExecutableBytes(machine: machine)
        for index in 0..<count {
            file.text += [other.contains(index) ? 0x58 : 0x5f, 0xc3]
            file.symbols.append(.init(name: "f\(index)", offset: 2 * index, size: 2))
        }
        return VariantProfile(name: name, sources: [], executable: file.bytes)
    }

    private var family: [VariantProfile] {
        [
            variant("v01"), variant("v02", other: [0]), variant("v03", other: [1, 2, 3]),
            variant("v04", other: [0, 1, 2, 3, 4, 5, 6, 7]),
        ]
    }

    @Test func `a summary tells least, middle and most, and who is closest`() {
        let matrix = DiversityMatrix(family, original: variant("original", other: [9]), jobs: 2)
        let summary = DiversitySummary(matrix.pairs, .functions)
        // 0.1, 0.3, 0.8, 0.4, 0.7 and 0.5.
        #expect(summary.pairs == 6)
        #expect(summary.minimum == 0.1)
        #expect(summary.median == 0.4)
        #expect(summary.maximum == 0.8)
        #expect(summary.closest?.first == "v01" && summary.closest?.second == "v02")
        let farthest = DiversityMatrix([variant("v01"), variant("v02", other: Set(0..<10))])
        let apart = DiversitySummary(farthest.pairs, .functions)
        #expect(apart.minimum == 1 && apart.closest == nil)
        let sources = DiversitySummary(matrix.pairs, .statements)
        #expect(sources.minimum == nil && sources.withoutFigure == ["no sources": 6])
        #expect(matrix.againstOriginal.map { $0[.functions].figure } == [0.1, 0.2, 0.4, 0.9])
        #expect(matrix.againstOriginal.allSatisfy { $0.first == "original" })
    }

    @Test func `a measure counts one changed gadget at a time`() {
        for changed in 0...10 {
            let pair = PairDiversity(variant("a"), variant("b", other: Set(0..<changed)))
            let share = Double(changed) / 10
            #expect(pair[.functionBytes] == .measured(share))
            // Half of the gadgets are the plain returns.
            #expect(pair[.gadgetsInPlace] == .measured(share / 2))
            #expect(pair.isDuplicate == (changed == 0))
        }
    }

    @Test func `a replaced variant leaves the matrix as if it were new`() {
        for place in 0..<4 {
            var matrix = DiversityMatrix(family, original: variant("original"))
            var changed = family
            changed[place] = variant("new", other: [4, 9])
            matrix.replace(at: place, with: changed[place])
            let new = DiversityMatrix(changed, original: variant("original"))
            #expect(DiversityReport(matrix) == DiversityReport(new))
        }
    }

    @Test func `a target names the closest pair and whom to draw anew`() throws {
        let matrix = DiversityMatrix(family)
        #expect(try DiversityTarget(atLeast: 0.1, measure: "functions").shortfall(matrix) == nil)
        let missed = try DiversityTarget(atLeast: 0.2, measure: "functions").shortfall(matrix)
        #expect(missed?.figure == 0.1)
        // v01 is 0.3 and 0.8 from the rest, v02 0.4 and 0.7: equally close, so the later one.
        #expect(missed?.redraw == 1)
        #expect(
            missed?.description
                == "v01 and v02: functions not shared 0.1000, at least 0.2000 wanted")
        var closer = matrix
        closer.replace(at: 3, with: variant("v04", other: [4, 5, 6]))
        // v01 0.3 and 0.3, v02 0.4 and 0.4.
        let again = try DiversityTarget(atLeast: 0.2, measure: "functions").shortfall(closer)
        #expect(again?.redraw == 0)
    }

    @Test func `a pair without figure misses the target unless the machines differ`() throws {
        let target = try DiversityTarget(atLeast: 0.5)
        #expect(target.measure == DiversityTarget.defaultMeasure)
        let foreign = DiversityMatrix([variant("v01"), variant("v02", machine: 183)])
        #expect(target.shortfall(foreign) == nil)
        let broken = VariantProfile(name: "v02", sources: [], executable: [1, 2])
        let unknown = DiversityMatrix([variant("v01"), broken])
        let missed = try #require(target.shortfall(unknown))
        #expect(missed.figure == nil)
        #expect(missed.description.contains("unknown (no ELF file), at least 0.5000 wanted"))
    }

    @Test func `a target that cannot be is refused`() {
        for number in [-0.1, 1.1, .nan, .infinity] {
            let error = #expect(throws: GenerationError.self) {
                try DiversityTarget(atLeast: number)
            }
            #expect(
                error?.message == "cannot aim at diversity '\(number)': it is not between 0 and 1")
        }
        let error = #expect(throws: GenerationError.self) {
            try DiversityTarget(atLeast: 0.3, measure: "beauty")
        }
        #expect(error?.message == "cannot measure diversity by 'beauty': no such measure")
        #expect(error?.hint?.hasPrefix("one of statements, statementPairs,") == true)
    }

    @Test func `a report is the same after a round trip, and says figures as numbers`() throws {
        let members = family + [variant("v05", machine: 183), variant("v06")]
        let matrix = DiversityMatrix(members, original: variant("original"))
        let report = DiversityReport(matrix, target: try DiversityTarget(atLeast: 0.3))
        let text = try report.json
        #expect(try JSONDecoder().decode(DiversityReport.self, from: Data(text.utf8)) == report)
        #expect(text == (try DiversityReport(matrix, target: report.target).json))
        #expect(report.duplicates == [.init(first: "v01", second: "v06")])
        #expect(report.pairs.count == 15)
        for line in ["\"functions\" : 0.3,", "\"functions\" : \"other machine\","] {
            #expect(text.contains(line))
        }
    }

    @Test func `tables align, and say who is closest`() {
        let report = DiversityReport(DiversityMatrix(family, original: variant("original")))
        #expect(
            DiversityTable(report).matrix(.functions) == """
                           v01   v02   v03   v04
                original  0.00  0.10  0.30  0.80
                v01
                v02       0.10
                v03       0.30  0.40
                v04       0.80  0.70  0.50

                """)
        #expect(DiversityTable(report).matrix(.functions, widthMax: 20) == nil)
        let lines = DiversityTable(report).summary.split(separator: "\n")
        #expect(lines.count == 1 + DiversityMeasure.allCases.count)
        #expect(
            lines.contains {
                $0.hasPrefix("functions not shared  ")
                    && $0.hasSuffix("0.1000  0.4000  0.8000  v01 v02")
            })
        #expect(lines[1].hasSuffix("-       -       -  -             6 no sources"))
    }
}
