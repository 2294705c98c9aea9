import Testing

/// Each rule must catch what it is there for, and let its neighbour pass.
struct PlantedViolationTests {
    private func found(_ rule: TidyRule, _ text: String, path: String = "Sources/A/B.swift") -> Int
    {
        rule.check(Repository.File(path: path, text: text)).count
    }

    @Test func `a line of 101 columns is caught`() {
        let line = String(repeating: "é", count: 100)
        #expect(found(SizeRules.lineLength, line) == 0)
        #expect(found(SizeRules.lineLength, "ok\n\(line)x\n") == 1)
    }

    @Test func `a file of 401 lines is caught`() {
        #expect(found(SizeRules.fileLength, String(repeating: "x\n", count: 400)) == 0)
        #expect(found(SizeRules.fileLength, String(repeating: "x\n", count: 401)) == 1)
    }

    @Test(arguments: [
        ("    func a(", "    ) throws {", "    }"),
        ("    init?(_ a: Int) {", "        x", "    }"),
        ("    private static func a() {", "        x", "    }"),
    ])
    func `a Swift function of 71 lines is caught`(head: String, next: String, tail: String) {
        let shortest = [head, next] + Array(repeating: "        x", count: 67) + [tail]
        #expect(found(SizeRules.functionLength, shortest.joined(separator: "\n")) == 0)
        let longer = [head, next] + Array(repeating: "        x", count: 68) + [tail]
        #expect(found(SizeRules.functionLength, longer.joined(separator: "\n")) == 1)
    }

    @Test func `a C function of 71 lines is caught`() {
        let body = String(repeating: "    x;\n", count: 69)
        #expect(found(SizeRules.functionLength, "int a(void) {\n\(body)}\n", path: "a.c") == 1)
    }

    @Test func `a requirement without a body is no function`() {
        let text = "protocol A {\n    func a()\n\n    func b()\n}\n"
        #expect(found(SizeRules.functionLength, text) == 0)
    }

    @Test(arguments: WordRules.bans.map(\.word))
    func `a banned word is caught`(word: String) {
        #expect(found(WordRules.words, "let a =\(word)1)\n") == 1)
    }

    @Test func `a banned word is no part of a name, and libraries differ from commands`() {
        #expect(found(WordRules.words, "fingerprint(a)") == 0)
        #expect(found(WordRules.words, "print(a)") == 1)
        #expect(found(WordRules.words, "fingerprint(a); print(a)") == 1)
        #expect(found(WordRules.words, "print(a)", path: "Sources/thrice/A.swift") == 0)
    }

    @Test func `a dead link is caught`() {
        let rule = DocumentRules.links { $0 == "docs/A.md" || $0 == "README.md" }
        let good = "[a](A.md) [b](../README.md#x) [c](#here) [d](https://a.b/c)\n```\n[e](no)\n```"
        #expect(found(rule, good, path: "docs/B.md") == 0)
        #expect(found(rule, "[a](no.md)", path: "docs/B.md") == 1)
        #expect(found(rule, "[a](../A.md)", path: "docs/B.md") == 1)
    }

    @Test func `a decision with a taken or no number is caught`() {
        #expect(DocumentRules.decisionNumbers(["0001-a.md", "0002-b.md"]) == [])
        #expect(DocumentRules.decisionNumbers(["0001-a.md", "0001-b.md"]).count == 1)
        #expect(DocumentRules.decisionNumbers(["a.md"]).count == 1)
    }

    @Test func `an undocumented flag is caught`() {
        let text = "`--agree N` and `--json`: thrice run --seed 1\n"
        let flags = ["--agree", "--json", "--seed", "--see"]
        #expect(DocumentRules.undocumented(flags, in: text) == ["--see"])
    }
}
