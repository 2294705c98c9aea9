import Foundation
import Reporting
import Testing
import Thresholds

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct ThresholdReportTests {
    /// All element names and the text of a page; fails when it is not well-formed.
    private final class Page: NSObject, XMLParserDelegate {
        var elements: [String] = []
        var text = ""
        var attributes: [String] = []
        private var failure: (any Error)?

        init(_ page: String) throws {
            super.init()
            let parser = XMLParser(data: Data(page.utf8))
            parser.delegate = self
            let isParsed = parser.parse()
            if let error = failure ?? parser.parserError { throw error }
            if !isParsed { throw CocoaError(.formatting) }
        }

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String]
        ) {
            elements.append(name)
            self.attributes += attributes.values
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

        func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { failure = error }
    }

    private func result(
        names: [String]? = nil, hasTruth: Bool = true, versions: Int = 6
    ) -> StudyResult {
        var study = Study(
            names: names ?? (0..<versions).map { "v\($0)" },
            votes: BruteForce.table(versions: versions, demands: 40, hasTruth: hasTruth, seed: 9),
            groupSize: 3, agree: 2)
        study.bootstrap.resamples = 40
        var result = study.result()
        result.compared = "field 1"
        return result
    }

    private let hostile = [
        "<script>alert(1)</script>", "a&b\"c'd", "\u{1B}[31mred\u{7}", "]]>", "\u{202E}evil", "ok",
    ]

    @Test func `the page is well-formed, self-contained and has no script`() throws {
        let text = result().page
        let page = try Page(text)
        for element in ["h1", "table", "svg", "polyline"] {
            #expect(page.elements.contains(element), "\(element)")
        }
        #expect(!page.elements.contains("script"))
        #expect(!page.elements.contains("link"))
        #expect(!page.elements.contains("img"))
        let withoutNamespace = text.replacing("http://www.w3.org/2000/svg", with: "")
        #expect(!withoutNamespace.contains("http"))
        #expect(!withoutNamespace.contains("url("))
    }

    @Test func `hostile file names stay text`() throws {
        let result = result(names: hostile)
        let page = try Page(result.page)
        #expect(!page.elements.contains("script"))
        #expect(page.text.contains("a&b\"c'd"))
        #expect(!result.page.unicodeScalars.contains("\u{1B}"))
        #expect(!result.page.unicodeScalars.contains("\u{202E}"))
        #expect(!result.text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
        #expect(!result.text.unicodeScalars.contains("\u{202E}"))
    }

    @Test func `the parser would catch a name that is not escaped`() {
        let planted = result(names: hostile).page.replacing("&lt;", with: "<")
        #expect(throws: (any Error).self) { try Page(planted) }
    }

    @Test func `many versions, and two, still make a page`() throws {
        for versions in [3, 70] { _ = try Page(result(versions: versions).page) }
        _ = try Page(result(hasTruth: false).page)
    }

    @Test func `no coordinate is off its picture's numbers`() throws {
        for hasTruth in [true, false] {
            let page = try Page(result(hasTruth: hasTruth).page)
            #expect(!page.attributes.contains { $0.contains("nan") || $0.contains("∞") })
            #expect(!page.attributes.contains("–"))
        }
    }

    /// Versions that never failed: all points are on one place, and no bar is drawn.
    @Test func `without a failure labels neither cover each other nor leave the picture`() throws {
        var study = Study(
            names: ["a", "b", "c"],
            votes: RecordedVotes(
                classes: Array(repeating: [0, 0, 0], count: 3), truth: [0, 0, 0]),
            groupSize: 3, agree: 2)
        study.bootstrap.resamples = 20
        let page = study.result().page
        #expect(page.contains(">1, 2, 3 of 3</text>"))
        #expect(page.contains("(never seen in 3 demands)"))
        let bound = try #require(page.firstMatch(of: /<text x="([0-9.]+)"[^>]*>none, so/))
        #expect(try #require(Double(bound.1)) < 200)
        #expect(!result().page.contains(", 2 of 3</text>"), "points apart have a label each")
    }

    @Test func `the text fits 100 columns and says what it is not`() throws {
        for result in [result(), result(hasTruth: false)] {
            let lines = result.text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.allSatisfy { $0.count <= 100 })
            let flat = lines.joined(separator: " ")
            #expect(flat.contains("not an operational profile"))
            #expect(!flat.contains("SIL"))
        }
        let flat = result(hasTruth: false).text.replacing("\n", with: " ")
        #expect(flat.contains("Without --truth nobody can say who is right"))
    }

    @Test func `the table is aligned and has the names of both trades`() throws {
        let text = LaunchText.vectors
        #expect(text.contains("permissive 2 of 3 (IEC 61508: 2oo3, rail: 2oo3)    6.954  "))
        #expect(text.contains("on 6.954 % (95 %: "))
        #expect(
            text.replacing("\n  ", with: " ").contains(
                "6 versions fail condition 1.1 on exactly the same 605 demands"))
    }

    private enum LaunchText {
        static var vectors: String {
            guard let reading = try? LaunchData.vectors() else { return "" }
            return LaunchData.study(reading, resamples: 20).result().text
        }
    }

    @Test func `the JSON has the keys that scripts rely on, and comes back whole`() throws {
        let result = result()
        let text = try result.json
        let data = Data(text.utf8)
        let object = try #require(
            try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["schemaVersion"] as? Int == 1)
        for key in [
            "demands", "hasTruth", "groupSize", "groups", "agree", "compared", "thresholds",
            "versions", "intervals", "coincidence", "pairs", "identicalFailures", "agreement",
        ] { #expect(object[key] != nil, "\(key)") }
        #expect(try JSONDecoder().decode(StudyResult.self, from: data) == result)
        #expect(text.hasSuffix("}\n"))
    }

    @Test(arguments: [
        (0, "On no demand did that depend on the order."),
        (1, "On 1 demand being the same was not transitive and the groups depended on the order"),
    ])
    func `a tolerance is told with the demands on which the order decided`(
        demands: Int, sentence: String
    ) throws {
        #expect(!result().text.contains("tolerance"))
        var result = result()
        result.intransitiveDemands = demands
        result.answer = "x real relation=absolute 1"
        let text = result.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("answers read as 'x real relation=absolute 1'"))
        #expect(text.contains("An answer within the tolerance of the truth is right."))
        #expect(text.contains(sentence))
        let page = try Page(result.page)
        #expect(page.text.contains(sentence))
        #expect(try result.json.contains("\"intransitiveDemands\" : \(demands)"))
    }
}
