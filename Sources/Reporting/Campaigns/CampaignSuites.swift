/// A campaign as test suites in the XML that JUnit made common, for systems that show these: a
/// suite a line of the campaign, a failed test for each silent wrong output.
package struct CampaignSuites {
    let figures: CampaignFigures
    private let troubles: [Trouble]

    /// What one line's trials came to that is no success, by the ensemble's own vote.
    package struct Trouble: Sendable {
        /// All of them.
        package var wrong: [CampaignFigures.WrongTrial] = []
        package var harnessErrors = 0

        package init() {}
    }

    /// - Parameter troubles: in the order of the figures' lines.
    package init(_ figures: CampaignFigures, troubles: [Trouble]) {
        precondition(troubles.count == figures.lines.count, "one a line")
        (self.figures, self.troubles) = (figures, troubles)
    }

    package var xml: String {
        let suites = zip(figures.lines, troubles).map(Suite.init)
        let head = [
            ("name", figures.name),
            ("tests", "\(suites.reduce(rechecks?.tests ?? 0) { $0 + $1.tests })"),
            (
                "failures",
                "\(suites.reduce(rechecks?.failures ?? 0) { $0 + $1.wrong.count })"
            ),
            ("errors", "\(suites.reduce(0) { $0 + $1.errors })"), ("time", seconds),
        ]
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<testsuites\(XMLText.attributes(head))>\n"
            + suites.map(text).joined() + (rechecks?.text ?? "") + "</testsuites>\n"
    }

    private struct Suite {
        let line: CampaignFigures.Line
        let trouble: Trouble

        var wrong: [CampaignFigures.WrongTrial] { trouble.wrong }
        /// One is about all trials that did not fail.
        var tests: Int { wrong.count + 1 }
        /// Whether trials could not be judged.
        var errors: Int { trouble.harnessErrors > 0 ? 1 : 0 }
    }

    private var seconds: String { "\(figures.seconds)" }

    private func text(_ suite: Suite) -> String {
        let head = [
            ("name", suite.line.title), ("tests", "\(suite.tests)"),
            ("failures", "\(suite.wrong.count)"), ("errors", "\(suite.errors)"), ("skipped", "0"),
        ]
        return "  <testsuite\(XMLText.attributes(head))>\n    <properties>\n"
            + SuiteProperties(figures, suite.line).pairs.map(property).joined()
            + "    </properties>\n" + rest(suite) + suite.wrong.map { failure($0, suite) }.joined()
            + "  </testsuite>\n"
    }

    private func property(_ name: String, _ value: String) -> String {
        "      <property\(XMLText.attributes([("name", name), ("value", value)]))/>\n"
    }

    private func begin(_ name: String, _ suite: Suite) -> String {
        let pairs = [("classname", "\(figures.name).\(suite.line.title)"), ("name", name)]
        return "    <testcase\(XMLText.attributes(pairs))"
    }

    /// The trials that no wrong answer went out of.
    private func rest(_ suite: Suite) -> String {
        let begin = begin("the other trials let no wrong answer out", suite)
        guard suite.errors > 0 else { return begin + "/>\n" }
        let message = "\(suite.trouble.harnessErrors) trials could not be judged"
        let pairs = [("message", message), ("type", "harness error")]
        return begin + ">\n      <error\(XMLText.attributes(pairs))/>\n    </testcase>\n"
    }

    private func failure(_ trial: CampaignFigures.WrongTrial, _ suite: Suite) -> String {
        let place =
            "\(trial.model) in \(trial.replicas), demand \(trial.demand), \(trial.place), "
            + "bit \(trial.bit), after \(trial.moment) instructions"
        let pairs = [("message", "a wrong answer went out"), ("type", "silent wrong output")]
        let words = "\(place)\nagain: \(figures.replay(trial.trial))"
        return begin("trial \(trial.trial)", suite)
            + ">\n      <failure\(XMLText.attributes(pairs))>\(XMLText.escaped(words))</failure>\n"
            + "    </testcase>\n"
    }
}
