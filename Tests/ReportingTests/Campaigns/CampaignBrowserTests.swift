import Foundation
import Reporting
import Testing

/// The page as a real browser shows it, at the width of a desk and of a telephone.
///
/// Pictures of it are kept in `.build/pages`, to be looked at.
@Suite(.enabled(if: Chromium.path != nil), .serialized)
struct CampaignBrowserTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent(".build/pages")

    private let chromium: Chromium

    init() throws {
        chromium = Chromium(executable: try #require(Chromium.path))
        try FileManager.default.createDirectory(
            at: Self.folder, withIntermediateDirectories: true)
    }

    private func write(_ html: String, _ name: String) throws -> URL {
        let page = Self.folder.appendingPathComponent("\(name).html")
        try html.write(to: page, atomically: true, encoding: .utf8)
        return page
    }

    private func probe(_ html: String, _ name: String, width: Int) throws -> PageProbe.Finding {
        let probing = PageProbe.probing(html, width: width)
        let visit = try chromium.dump(try write(probing, "\(name)-probe"))
        #expect(visit.console.isEmpty, "\(visit.console)")
        return try PageProbe.finding(in: visit.output)
    }

    @Test(
        .timeLimit(.minutes(3)),
        arguments: [
            ("full", 1280), ("full", 375), ("empty", 375), ("million", 1280), ("million", 375),
        ])
    func `nothing is cut off, and every word can be read`(name: String, width: Int) throws {
        let html = CampaignPage(Self.figures[name] ?? SyntheticFigures.empty()).html
        let finding = try probe(html, name, width: width)
        #expect(finding.width == width)
        #expect(finding.scrollWidth <= width)
        #expect(finding.outside.isEmpty)
        #expect(finding.colliding.isEmpty)
        #expect(finding.tiny.isEmpty)
        let page = try write(html, name)
        var chromium = chromium
        (chromium.width, chromium.height) = (width, finding.scrollHeight)
        for scheme in Chromium.Scheme.allCases {
            chromium.scheme = scheme
            let picture = Self.folder.appendingPathComponent("\(name)-\(width)-\(scheme).png")
            try? FileManager.default.removeItem(at: picture)
            let visit = try chromium.screenshot(page, to: picture)
            #expect(visit.status == 0 && visit.console.isEmpty, "\(visit.console)")
            let size = try Data(contentsOf: picture).count
            #expect(size > 10_000, "a picture of \(size) bytes")
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `it is printed, too`() throws {
        let page = try write(CampaignPage(SyntheticFigures.full()).html, "printed")
        let file = Self.folder.appendingPathComponent("full.pdf")
        try? FileManager.default.removeItem(at: file)
        #expect(try chromium.print(page, to: file).status == 0)
        #expect(try Data(contentsOf: file).starts(with: Array("%PDF".utf8)))
    }

    @Test(.timeLimit(.minutes(1)))
    func `what juts out, collides or is too small is found`() throws {
        let bad = """
            <div style="width: 2000px">wide</div><svg class="strip" width="300" height="40">
            <text x="9" y="20">one</text><text x="12" y="20" font-size="6">two</text></svg></main>
            """
        let html = CampaignPage(SyntheticFigures.empty()).html
            .replacing("</main>", with: bad)
        let finding = try probe(html, "planted", width: 375)
        #expect(finding.scrollWidth > 375 && !finding.outside.isEmpty)
        #expect(!finding.colliding.isEmpty && !finding.tiny.isEmpty)
    }

    @Test(.timeLimit(.minutes(1)))
    func `the page itself forbids what it does not need, and the console tells`() throws {
        let bad = "<script>document.title = 'run'</script><img src=\"x.png\"/></main>"
        let html = CampaignPage(SyntheticFigures.empty()).html
            .replacing("</main>", with: bad)
        let visit = try chromium.dump(try write(html, "forbidden"))
        #expect(visit.console.count >= 2)
        #expect(!visit.output.contains("<title>run</title>"))
    }

    private static let figures = [
        "full": SyntheticFigures.full(), "empty": SyntheticFigures.empty(),
        "million": SyntheticFigures.full(trials: 1_000_000, wrong: 0),
    ]
}
