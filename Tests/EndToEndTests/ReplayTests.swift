import Foundation
import Testing

extension EndToEnd {
    /// The recorded answers of 18 people's versions of the launch program vote, ten of them for an
    /// answer.
    @Suite struct ReplayTests {
        @Test(.timeLimit(.minutes(1)))
        func `eighteen recorded versions give what ten of them agree on`() throws {
            let folder = Fixture.root.appendingPathComponent("variants/launch/recorded")
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                .filter { $0.hasPrefix("human-") }.sorted()
            #expect(files.count == 18)
            let versions = try files.map { try lines(folder.appendingPathComponent($0)) }
            let demands = try lines(
                Fixture.root.appendingPathComponent("variants/launch/demands/demands.txt"))
            let expected = demands.indices.map { demand in vote(versions.map { $0[demand] }) }
            let recorded = try Fixture.path("recorded")
            let replicas = files.flatMap {
                ["--replica", "'\(recorded)' '\(folder.appendingPathComponent($0).path)'"]
            }
            let run = try ThriceRun(
                ["run"] + replicas + [
                    "--agree", "10", "--restrictive", "NONE", "--deadline", "20s",
                ])
            let answers = try run.exchange(demands)
            let outcome = try run.finish()
            #expect(answers == expected)
            #expect(outcome.status == 1, "\(outcome.stderr)")
            let summary = try outcome.summaryOrThrow()
            expectConsistent(summary, demands: 2000)
            #expect(summary.restrictive == expected.filter { $0 == "NONE" }.count)
            #expect(summary.replicas.allSatisfy { $0.agreed + $0.dissented == 2000 })
            run.expectNothingLeft()
        }

        private func vote(_ answers: [String]) -> String {
            let counts = Dictionary(grouping: answers, by: \.self).mapValues(\.count)
            return counts.first { $0.value >= 10 }?.key ?? "NONE"
        }
    }
}

/// The lines of a file, the last one terminated or not.
func lines(_ file: URL) throws -> [String] {
    let text = try String(contentsOf: file, encoding: .utf8)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
}
