import Foundation
import Reporting
import Testing

@Suite struct CampaignPageTests {
    private func page(_ figures: CampaignFigures) throws -> ParsedPage {
        try ParsedPage(CampaignPage(figures).html)
    }

    private func text(_ figures: CampaignFigures) throws -> String {
        ParsedPage.plain(try page(figures).text)
    }

    @Test func `the page is well-formed, needs nothing else, and has no script`() throws {
        let html = CampaignPage(SyntheticFigures.full()).html
        let page = try ParsedPage(html)
        for element in ["h1", "table", "svg", "details", "nav", "pattern"] {
            #expect(page.elements.contains(element), "\(element)")
        }
        for element in ["script", "link", "img", "iframe", "object", "embed", "form"] {
            #expect(!page.elements.contains(element), "\(element)")
        }
        let rest = html.replacing("http://www.w3.org/2000/svg", with: "")
        #expect(!rest.contains("http:") && !rest.contains("https:") && !rest.contains("@import"))
        #expect(rest.matches(of: /url\((.)/).allSatisfy { $0.1 == "#" })
        #expect(html.contains("default-src 'none'") || html.contains("default-src &#39;none&#39;"))
        #expect(!page.attributes.contains { $0.hasPrefix("javascript:") })
    }

    @Test func `pictures have names, tables have headers, and links lead somewhere`() throws {
        let html = CampaignPage(SyntheticFigures.full()).html
        let page = try ParsedPage(html)
        #expect(page.imagesWithoutTitle == 0)
        #expect(html.contains("<html lang=\"en\">"))
        #expect(!html.contains("<th>") && html.contains("scope=\"row\""))
        let targets = html.matches(of: /href="#([a-z]+)"/).map { String($0.1) }
        #expect(targets.count > 10)
        for target in targets { #expect(html.contains("id=\"\(target)\""), "\(target)") }
        let fills = Set(html.matches(of: /url\(#([a-z-]+)\)/).map { String($0.1) })
        #expect(!fills.isEmpty)
        for fill in fills { #expect(html.contains("<pattern id=\"\(fill)\""), "\(fill)") }
    }

    @Test func `a ratio that may be anything is not told`() throws {
        var figures = SyntheticFigures.full()
        #expect(try text(figures).contains("times as often (0.0"))
        for (low, high) in [(0, 44_578), (0.5, nil)] as [(Double, Double?)] {
            figures.votes[0].ratio?.low = low
            figures.votes[0].ratio?.high = high
            let text = try text(figures)
            #expect(text.contains("these trials do not tell") && !text.contains("times as often ("))
        }
        figures.votes[0].ratio?.low = 1.5
        figures.votes[0].ratio?.high = 3
        #expect(try text(figures).contains("times as often (1.5"))
    }

    @Test func `what comes from outside stays text`() throws {
        let hostile = "<script>alert(1)</script>\u{1B}[31m\u{202E}\"'&]]>"
        var figures = SyntheticFigures.full()
        (figures.name, figures.ensemble, figures.file) = (hostile, hostile, hostile)
        (figures.replicas, figures.stop) = ([hostile], hostile)
        figures.votes[0].vote = hostile
        figures.votes[0].outcomes.append(.init(outcome: hostile, count: 3))
        figures.lines[0].model = hostile
        figures.lines[0].settings = hostile
        figures.places[0].key = hostile
        figures.places[1].model = hostile
        figures.bits[0].model = hostile
        figures.hitReplicas[0].key = hostile
        figures.cells[0].place = hostile
        figures.latencies.rows[0].outcome = hostile
        figures.commonModes[0].replicas = [hostile, hostile]
        figures.commonModes[0].line = hostile
        figures.silentWrong[0].place = hostile
        figures.silentWrong[0].replicas = hostile
        let html = CampaignPage(figures).html
        let page = try ParsedPage(html)
        #expect(!page.elements.contains("script"))
        #expect(!html.unicodeScalars.contains("\u{1B}"))
        #expect(!html.unicodeScalars.contains("\u{202E}"))
        #expect(page.text.contains("<script>alert(1)</script>"))
    }

    @Test func `the command of a replay is one word where the file has blanks or quotes`() throws {
        var figures = SyntheticFigures.full()
        figures.file = "a folder/it's $(here).yaml"
        #expect(
            try text(figures).contains(
                "thrice replay 'a folder/it'\\''s $(here).yaml' --seed 7 --trial 100"))
        figures.file = "--trial"
        #expect(try text(figures).contains("thrice replay '--trial' --seed 7 --trial 100"))
        figures.results = "b c.sqlite"
        #expect(
            try text(figures).contains(
                "thrice replay '--trial' --seed 7 --results 'b c.sqlite' --trial 100"))
    }

    @Test func `what faults in shared parts came to is said at the top`() throws {
        var figures = SyntheticFigures.full()
        // Controls are no faults.
        #expect(
            try text(figures).contains(
                "Of 510 faults in what the replicas share, each in a whole ensemble that ran, none "
                    + "let a wrong answer out unnoticed."))
        figures.live.append(
            SyntheticFigures.live("voter", "flip-memory-bits", [("no effect", 9)], wrong: 1))
        figures.live[0].outcomes = [.init(outcome: "false alarm", count: 2)]
        let worse = try text(figures)
        #expect(worse.contains("1 of 520 faults in what the replicas share"))
        #expect(worse.contains("of the controls, 2 raised a false alarm."))
        #expect(worse.contains("Faults in what replicas share"))
        figures.live = []
        #expect(try !text(figures).contains("what replicas share"))
    }

    @Test func `an empty campaign says so, and claims nothing`() throws {
        let page = try page(SyntheticFigures.empty())
        let text = ParsedPage.plain(page.text)
        #expect(text.contains("No fault was injected yet."))
        #expect(text.contains("0 of 10,000 planned") && text.contains("Threats to validity"))
        #expect(!text.contains("confidence fewer"))
        #expect(!text.contains("What went out, by vote"))
    }

    @Test func `trials of which none was in use claim nothing either`() throws {
        var figures = SyntheticFigures.empty()
        figures.trials = 30
        figures.excluded.notInjected = 30
        figures.excluded.unjudged = 30
        let text = try text(figures)
        #expect(text.contains("No fault of 30 trials was in use"))
        #expect(text.contains("30 not injected, 0 not activated"))
    }

    @Test func `a part of a campaign is said to be one`() throws {
        var figures = SyntheticFigures.full()
        figures.planned = 50_000
        let text = try text(figures)
        #expect(text.contains("The campaign is not complete: 10,000 of 50,000 planned trials"))
    }

    @Test func `without a wrong output there is a bound, and what it supposes`() throws {
        let figures = SyntheticFigures.full(trials: 1_000_000, wrong: 0)
        let text = try text(figures)
        #expect(
            text.contains(
                "In 999,952 trials with injected faults no wrong answer went out by the vote "
                    + "2 of 3; at 95 % confidence fewer than 0.000423 % of such faults let one out "
                    + "if trials are independent, and at fewer than 23 % of demands, each tried as "
                    + "often, one goes out."))
        #expect(text.contains("it supposes that trials are independent"))
        #expect(text.contains("0 of 8 demands had a wrong output: as many trials show one at < 23"))
        #expect(!text.contains("Every silent wrong output"))
    }

    @Test func `with wrong outputs there are both bounds, or none of demands`() throws {
        var figures = SyntheticFigures.full()
        #expect(
            try text(figures).contains(
                "with trials of one demand as alike as was seen, and at fewer than 23 % of demands")
        )
        figures.votes[0].demandBound = 1
        #expect(try text(figures).contains("was seen, and of demands nothing can be claimed."))
    }

    @Test func `it claims neither safety nor an integrity level`() throws {
        let text = try text(SyntheticFigures.full(wrong: 0))
        #expect(!text.contains("SIL ") && !text.contains("is safe") && !text.contains("proves"))
        #expect(text.contains("no failure rate and no integrity level follows"))
    }

    @Test func `of a stratified campaign the whole space is estimated, not the trials`() throws {
        var figures = SyntheticFigures.full()
        figures.sampling = "stratified"
        figures.votes[0].estimate = .init(value: 0.00037, low: 0.0001, high: 0.0009)
        #expect(
            try text(figures).contains("the vote let 0.037 % (0.01–0.09 %) of the whole space out"))
    }

    @Test func `what is cut off of a long list is counted`() throws {
        var figures = SyntheticFigures.full(trials: 100_000, wrong: 4321)
        figures.silentWrong = Array(figures.silentWrong.prefix(1000))
        #expect(try text(figures).contains("The first 1,000; 3,321 more are in the results."))
    }
}
