import Campaigns
import Ensembles
import FaultInjection
import Foundation
import Testing

struct RepositoryTests {
    static let rules = [
        SizeRules.lineLength, SizeRules.fileLength, SizeRules.functionLength, WordRules.words,
        DocumentRules.links(),
    ]

    @Test(arguments: rules)
    func `every file keeps the rule`(rule: TidyRule) {
        let violations = Repository.files.flatMap(rule.check)
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }

    @Test func `the files are found`() {
        #expect(Repository.files.contains { $0.path == "Package.swift" })
        #expect(Repository.files.contains { $0.path == "Tests/TidyTests/RepositoryTests.swift" })
        #expect(Repository.files.allSatisfy { !$0.path.contains("/build/") })
    }

    @Test func `every exception is a file`() {
        let gone = SizeRules.exceptions.keys.filter { !Repository.exists($0) }
        #expect(gone.isEmpty)
    }

    @Test func `decisions have numbers of their own`() {
        let folder = "\(Repository.root)/docs/decisions"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        #expect(DocumentRules.decisionNumbers(names) == [])
    }

    @Test func `every key of thrice-yaml is in FORMATS`() throws {
        let formats = try #require(Repository.files.first { $0.path == "docs/FORMATS.md" })
        let missing = EnsembleKey.all.filter { !formats.text.contains("| `\($0)` |") }
        #expect(missing == [])
    }

    @Test func `every key of a campaign is in FORMATS`() throws {
        let formats = try #require(Repository.files.first { $0.path == "docs/FORMATS.md" })
        let missing = CampaignKey.all.filter { !formats.text.contains("| `\($0)` |") }
        #expect(missing == [])
    }

    @Test func `every kind of fault is in FORMATS`() throws {
        let formats = try #require(Repository.files.first { $0.path == "docs/FORMATS.md" })
        let missing = Catalogue.names.filter { !formats.text.contains("| `\($0)` |") }
        #expect(missing == [])
    }

    @Test(
        .enabled(if: Repository.exists("README.md") && CommandHelp.executable != nil),
        .timeLimit(.minutes(1)))
    func `every flag is in the documents`() throws {
        let executable = try #require(CommandHelp.executable)
        let flags = try CommandHelp.flags(of: executable)
        #expect(flags.contains("--json"))
        #expect(DocumentRules.undocumented(flags, in: Repository.documentation) == [])
    }
}
