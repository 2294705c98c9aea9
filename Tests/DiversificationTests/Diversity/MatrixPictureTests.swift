import Diversification
import FoundationXML
import Foundation
import Testing

struct MatrixPictureTests {
    /// Variants with functions of a byte and a return; each has a byte of its own in one of them.
    private func report(_ names: [String], hasOriginal: Bool = true) -> DiversityReport {
        let profiles = (["original"] + names).enumerated().map { index, name in
            var file = ExecutableBytes(
                text: Array(repeating: [0x5f, 0xc3], count: 4).flatMap { $0 })
            file.text[2 * (index % 4)] = 0x50 + UInt8(index % 15)
            return VariantProfile(
                name: name, sources: [], executable: name == "bad" ? [] : file.bytes)
        }
        return DiversityReport(
            DiversityMatrix(Array(profiles.dropFirst()), original: hasOriginal ? profiles[0] : nil))
    }

    /// Every element's name with its attributes and text, in order.
    private func elements(_ svg: String) throws -> [XMLElement] {
        // The document's parser mends what is broken; this one does not.
        #expect(XMLParser(data: Data(svg.utf8)).parse())
        let document = try XMLDocument(xmlString: svg)
        return try #require(document.rootElement()).nodes(forXPath: "//*").compactMap {
            $0 as? XMLElement
        }
    }

    @Test func `every pair has its square, twice, and tells its figure`() throws {
        let svg = MatrixPicture(
            report(["v01", "v02", "bad"]), .gadgetsInPlace, program: "small"
        ).svg
        let elements = try elements(svg)
        let titles = elements.filter { $0.name == "title" }.compactMap(\.stringValue)
        #expect(titles.count == 12)
        #expect(titles.count { $0 == "v01, v02: 0.2500" } == 2)
        #expect(titles.count { $0 == "v01, bad: no ELF file" } == 2)
        #expect(titles.count { $0.hasPrefix("original, ") } == 6)
        let texts = elements.filter { $0.name == "text" }.compactMap(\.stringValue)
        #expect(texts.contains("small: gadgets gone from their offset"))
        #expect(
            texts.contains(
                "pairs of variants: 1; least 0.2500 (v01, v02), median 0.2500, most 0.2500; "
                    + "without figure: 2"))
        #expect(texts.count { $0 == "0.25" } == 6 && texts.count { $0 == "–" } == 6)
    }

    @Test func `many variants have squares without figures, and all labels`() throws {
        let names = (1...61).map { "v\($0)" }
        let report = report(names, hasOriginal: false)
        let svg = MatrixPicture(report, .gadgetsAnywhere, program: "p").svg
        let elements = try elements(svg)
        #expect(elements.count { $0.name == "title" } == 61 * 60)
        let texts = elements.filter { $0.name == "text" }.compactMap(\.stringValue)
        for name in names { #expect(texts.count { $0 == name } == 2) }
        #expect(texts.count == 2 + 122 + 5)
        let width = try #require(svg.firstMatch(of: #/viewBox="0 0 ([0-9]+)/#)).1
        let squares = svg.matches(of: #/<rect x="([0-9]+)" y="[0-9]+" width="11"/#)
        #expect(squares.count == 61 * 60)
        #expect((squares.compactMap { Int($0.1) }.max() ?? 9_999) + 11 <= Int(width) ?? 0)
    }

    @Test func `names cannot leave their place`() throws {
        let name = "<script>&\"'\u{1}"
        let svg = MatrixPicture(report([name, "v02"]), .functions, program: name).svg
        #expect(try elements(svg).allSatisfy { $0.name != "script" } && !svg.contains("<script"))
        #expect(!svg.contains("http") || svg.components(separatedBy: "http").count == 2)
    }

    @Test func `a report that lacks pairs is drawn without them`() throws {
        let whole = report(["v01", "v02", "v03"])
        var object = try #require(
            JSONSerialization.jsonObject(with: Data(try whole.json.utf8)) as? [String: Any])
        object["pairs"] = (object["pairs"] as? [Any])?.dropLast(2).map { $0 }
        object["againstOriginal"] = (object["againstOriginal"] as? [Any])?.dropLast().map { $0 }
        let cut = try JSONDecoder().decode(
            DiversityReport.self, from: try JSONSerialization.data(withJSONObject: object))
        let svg = MatrixPicture(cut, .functions, program: "p").svg
        #expect(try elements(svg).count { $0.name == "title" } == 6)
        #expect(DiversityTable(cut).matrix(.functions)?.contains("-") == true)
    }

    @Test func `a family without pairs is a picture, too`() throws {
        for names in [[], ["v01"]] {
            let svg = MatrixPicture(report(names), .layout, program: "p").svg
            #expect(
                try elements(svg).contains { $0.stringValue == "no pair of variants has a figure" })
        }
    }
}
