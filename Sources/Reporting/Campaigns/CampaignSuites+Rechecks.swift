extension CampaignSuites {
    /// The trials that were done live as well, as a suite of their own; nil without any.
    var rechecks: (tests: Int, failures: Int, text: String)? {
        guard let rechecks = figures.rechecks else { return nil }
        let name = "cached votes beside live ones"
        let tests = rechecks.differing.count + 1
        let head = [
            ("name", name), ("tests", "\(tests)"), ("failures", "\(rechecks.differing.count)"),
            ("errors", "0"), ("skipped", "0"),
        ]
        func begin(_ test: String) -> String {
            let pairs = [("classname", "\(figures.name).\(name)"), ("name", test)]
            return "    <testcase\(XMLText.attributes(pairs))"
        }
        let failures = rechecks.differing.map { differing in
            let pairs = [("message", differing.note), ("type", "cached and live vote differ")]
            let again = XMLText.escaped("again: \(figures.replay(differing.trial))")
            return begin("trial \(differing.trial)")
                + ">\n      <failure\(XMLText.attributes(pairs))>\(again)</failure>\n"
                + "    </testcase>\n"
        }
        let text =
            "  <testsuite\(XMLText.attributes(head))>\n"
            + begin("the others came to the same") + "/>\n" + failures.joined()
            + "  </testsuite>\n"
        return (tests, rechecks.differing.count, text)
    }
}
