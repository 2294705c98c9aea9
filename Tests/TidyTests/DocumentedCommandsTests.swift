import Testing

struct DocumentedCommandsTests {
    static let documents = Repository.files.filter { $0.ends(in: ".md") }

    private static let targets: Set<String> = {
        let lines = Repository.files.first { $0.path == "Makefile" }?.lines ?? []
        return Set(lines.compactMap { $0.prefixMatch(of: /([a-z-]+):/).map { String($0.1) } })
    }()

    @Test(.enabled(if: CommandHelp.executable != nil), .timeLimit(.minutes(1)))
    func `every command line in the documents has known flags and files`() throws {
        let executable = try #require(CommandHelp.executable)
        let rule = DocumentedCommands(
            commands: try CommandHelp.commands(of: executable), targets: Self.targets)
        let flaws = Self.documents.flatMap(rule.flaws)
        #expect(flaws.isEmpty, "\(flaws.joined(separator: "\n"))")
        let calls = Self.documents.flatMap { file in
            DocumentedCommands.lines(of: file).flatMap { DocumentedCommands.calls(in: $0.text) }
        }
        #expect(calls.count > 30, "they are found")
    }

    @Test(arguments: [
        ("`thrice run --agre 2`", "has no '--agre'"), ("`thrice rum variants/x`", "'thrice rum'"),
        ("```\n$ thrice run variants/nowhere\n```", "'variants/nowhere'"),
        ("```\n$thrice run \\\n  variants/nowhere/*.txt\n```", "'variants/nowhere'"),
        ("    make demoo", "'make demoo'"),
        ("```\ncat x | thrice gate --agree 2 >y\n```", "'thrice gate' has no '--agree'"),
        ("`thrice run --agree 2`", nil), ("```\nthrice: run -x\n```", nil),
        ("`make demo  # thrice rum`", nil), ("`thrice --help`", nil),
        ("```\nthrice ──► Supervision\n```", nil),
    ])
    func `planted mistakes are found`(text: String, flaw: String?) {
        let rule = DocumentedCommands(
            commands: ["": [], "run": ["--agree"], "gate": ["--cycle"]], targets: ["demo"])
        let flaws = rule.flaws(in: Repository.File(path: "x.md", text: text))
        if let flaw {
            #expect(flaws.count == 1)
            #expect(flaws.first?.contains(flaw) ?? false, "\(flaws)")
        } else {
            #expect(flaws.isEmpty, "\(flaws)")
        }
    }
}
