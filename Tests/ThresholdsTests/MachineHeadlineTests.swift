import Reporting
import Testing
import Thresholds
import Voting

/// With a machine what is said first is what goes out with it.
@Suite struct MachineHeadlineTests {
    /// Accepts `yes`.
    private final class YesOnly: AcceptanceTest {
        let hasState = false

        func admits(
            _ demand: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer
        ) -> Bool { true }

        func begins(_ replica: Int) {}

        func judge(
            _ replica: Int, _ demand: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer,
            answer: UnsafeRawBufferPointer
        ) -> Acceptance { answer.elementsEqual(Array("yes".utf8)) ? .accepted : .rejected }

        func reason() -> String { "" }
        func isDeterministic() -> Bool? { nil }
    }

    /// Three versions that say the same on four demands, on the last two of them what the machine
    /// does not accept.
    private func result(truth: [Int32]?, permissive: PermissiveVotes? = nil) -> StudyResult {
        let said = ["yes", "yes", "no", "no"].map { Array($0.utf8)[...] }
        var study = Study(
            names: ["a", "b", "c"],
            votes: RecordedVotes(classes: Array(repeating: [1, 1, 0, 0], count: 3), truth: truth),
            groupSize: 3, agree: 2)
        study.permissive = permissive
        study.bootstrap.resamples = 10
        study.acceptance = RecordedAcceptance(
            demands: said, versions: [said, said, said], restrictive: nil
        ) { (_: Int) throws(Never) in YesOnly() }
        return study.result()
    }

    private func flat(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .replacing("\u{2060}", with: "")
    }

    /// The heading, what stands below it, and the first tile.
    private func beginning(of page: String) throws -> (String, below: String, tile: String) {
        let match = try #require(
            page.firstMatch(
                of: #/<h1>(.*?)<\/h1><p class="lead">(.*?)<\/p>.*?<div class="tile">(.*?)<\/div>/#))
        return (flat(String(match.1)), flat(String(match.2)), flat(String(match.3)))
    }

    @Test func `without a truth the headline says how often an answer goes out with it`() throws {
        let result = result(truth: nil)
        let headline =
            "With 2 of 3 equal answers required that the machine accepts, an answer goes out on "
            + "50.000 %"
        let text = flat(result.text)
        #expect(text.contains(headline))
        #expect(text.contains("Without the machine that rate is 100 %."))
        let page = try beginning(of: result.page)
        #expect(page.0.hasPrefix(headline))
        #expect(page.below == "Without the machine that rate is 100 %.")
        #expect(page.tile.contains("50.00") && page.tile.contains("2 of 3 and the machine"))
    }

    @Test func `with a truth it says how often a wrong one does`() throws {
        let result = result(truth: [1, 1, 1, 1])
        let headline =
            "With 2 of 3 equal answers required that the machine accepts, a wrong answer can go "
            + "out on 0 % (never seen in 4 demands) of the votes, and none does on 50.000 %"
        let text = flat(result.text)
        #expect(text.contains(headline))
        #expect(text.contains("Without the machine these rates are 50.000 % ("))
        let page = try beginning(of: result.page)
        #expect(page.0.hasPrefix(headline))
        #expect(page.below.hasPrefix("Without the machine these rates are 50.000 %"))
        #expect(page.tile.contains(">0<"))
    }

    @Test func `the table with the machine stands before the one without`() throws {
        let result = result(truth: [1, 1, 1, 1])
        for report in [result.text, result.page] {
            let with = try #require(report.firstRange(of: "With the machine"))
            let without = try #require(
                report[with.upperBound...].firstRange(of: "Without the machine"))
            #expect(with.upperBound < without.lowerBound)
        }
        #expect(result.page.contains(">with the machine</text>"))
        #expect(result.page.contains(">without the machine</text>"))
    }
}
