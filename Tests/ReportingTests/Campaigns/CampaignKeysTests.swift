import Foundation
import Reporting
import Testing

/// A key that is not documented does not exist.
@Suite struct CampaignKeysTests {
    private static let formats: Set<String> = {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let text = try? String(
            contentsOf: root.appending(path: "docs/FORMATS.md"), encoding: .utf8)
        let section = (text ?? "").components(separatedBy: "### results.sqlite").last ?? ""
        let pieces = section.components(separatedBy: "### Shards")[0].split(
            separator: "`", omittingEmptySubsequences: false)
        return Set(pieces.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) })
    }()

    private func keys(_ value: Any) -> Set<String> {
        switch value {
        case let object as [String: Any]:
            object.reduce(into: Set(object.keys)) { $0.formUnion(keys($1.value)) }
        case let list as [Any]: list.reduce(into: []) { $0.formUnion(keys($1)) }
        default: []
        }
    }

    private func undocumented(_ value: some Encodable) throws -> [String] {
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(value))
        return keys(json).subtracting(Self.formats).sorted()
    }

    @Test func `every key of figures and of a comparison is documented`() throws {
        var figures = SyntheticFigures.full()
        figures.results = "r"
        figures.tried = 1
        figures.blame = .init()
        figures.controls = SyntheticFigures.share(0, 10)
        figures.votes[0].estimate = .init(value: 0, low: 0, high: 1)
        var rechecks = CampaignFigures.Rechecks(trials: 1)
        rechecks.missedMostly = "gone"
        rechecks.differing = [.init(trial: 1, note: "")]
        figures.rechecks = rechecks
        #expect(try undocumented(figures) == [])
        let comparison = CampaignComparison(figures, against: figures)
        #expect(!comparison.rows.isEmpty)
        #expect(try undocumented(comparison) == [])
    }

    @Test func `a key that nobody wrote down is found`() throws {
        #expect(try undocumented(["votes": ["nobodyKnows": 1]]) == ["nobodyKnows"])
    }
}
