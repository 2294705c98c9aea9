import Campaigns
import Foundation
import Reporting
import Testing

@Suite struct ExportTests {
    @Test func `fields that need it are quoted, and no others`() {
        #expect(CSVRecord.line(["a b", "", "é"]) == "a b,,é\r\n")
        #expect(
            CSVRecord.line(["1,2", "say \"no\"", "a\nb", "\r"])
                == "\"1,2\",\"say \"\"no\"\"\",\"a\nb\",\"\r\"\r\n")
    }

    @Test func `a row a trial and vote, and one of a trial that was not judged`() throws {
        let lines = [(line: Rig.line("flip-register-bits"), points: UInt64(3000))]
        let results = [
            ResultsRig.result(
                1, place: "a,\"b\"", bit: 3, moment: 5,
                [ResultsRig.reply("v01", .wrongValue, "7"), ResultsRig.reply("v02", .masked)],
                own: .silentWrong),
            ResultsRig.result(2, [ResultsRig.reply("v01", .notInjected)], own: nil),
        ]
        let rig = try ShardRig()
        let file = try ResultFile(path: rig.results)
        try file.begin(facts: ResultsRig.facts, lines: lines)
        try file.add(results)
        var text = ""
        try TrialTable(file).write { text += $0 }
        let rows = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(rows.count == 5 && rows.last == "")
        #expect(rows[0].hasPrefix("trial,model,settings,hits,replicas,demand,moment,place"))
        let start = "1,flip-register-bits,,1,v01 v02,1,5,\"a,\"\"b\"\"\",3,1.0,"
        #expect(rows[1] == start + "wrong value; masked,2 of 3,silent wrong output")
        #expect(rows[2] == start + "wrong value; masked,alone,no effect")
        #expect(rows[3].hasSuffix("not injected,,"))
    }

    /// What no document may have must not get into it, from wherever it comes.
    private static let nasty = "<&>\"'\u{1}\u{B}\t\n\u{85}\u{FFFF}]]>é"

    @Test func `a suite a line, a failure a silent wrong output, read by xmllint`() throws {
        let lines = [
            (line: Rig.line("flip-register-bits"), points: UInt64(3000)),
            (line: Rig.line("flip-register-bits", hits: 2), points: UInt64(10)),
            (line: Rig.line("omit-answer"), points: UInt64(1)),
        ]
        let wrong = [ResultsRig.reply("v01", .wrongValue, "7")]
        let results = [
            ResultsRig.result(1, place: Self.nasty, wrong, own: .silentWrong),
            ResultsRig.result(2, line: 1, wrong, own: .silentWrong),
            ResultsRig.result(3, line: 1, wrong, own: .silentWrong),
            ResultsRig.result(4, line: 2, wrong, own: .harnessError),
            ResultsRig.result(5, line: 2, wrong, own: .toleratedLogged),
        ]
        let facts = ["name": Self.nasty, "file": "a b/it's \(Self.nasty).yaml"]
        try ResultsRig.counting(results, lines: lines, facts: facts) { counter in
            let suites = CampaignSuites(try counter.figures(), troubles: try counter.troubles())
            let xml = suites.xml
            func asked(_ path: String) throws -> String { try Self.xmllint(xml, path) }
            #expect(try asked("count(/testsuites/testsuite)") == "3")
            #expect(try asked("string(/testsuites/@failures)") == "3")
            #expect(try asked("string(/testsuites/@errors)") == "1")
            #expect(
                try asked("count(/testsuites/testsuite[2][@failures=2]/testcase/failure)") == "2")
            #expect(try asked("count(//testcase) - sum(//testsuite/@tests)") == "0")
            let trials = "string(//testsuite[3]/properties/property[@name='trials']/@value)"
            #expect(try asked(trials) == "2")
            let failure = try asked("string(//testsuite[1]/testcase/failure)")
            #expect(failure.contains("thrice replay 'a b/it'\\''s "))
            #expect(failure.contains("<&>\"'\\x01\\x0B\t\n\\x85\\u{FFFF}]]>é"), "\(failure)")
            #expect(failure.contains("--trial 1"))
        }
    }

    @Test func `xmllint does not take what is not well-formed`() throws {
        #expect(throws: (any Error).self) { try Self.xmllint("<a b=\"<\"/>", "count(a)") }
        #expect(throws: (any Error).self) { try Self.xmllint("<a>\u{1}</a>", "count(a)") }
    }

    private struct NotWellFormed: Error { let said: String }

    /// - Returns: what is at the path of the document.
    private static func xmllint(_ xml: String, _ path: String) throws -> String {
        let file = NSTemporaryDirectory() + "thrice-\(UUID().uuidString).xml"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try xml.write(toFile: file, atomically: true, encoding: .utf8)
        let process = Process()
        let said = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/xmllint")
        process.arguments = ["--xpath", path, file]
        process.standardOutput = said
        process.standardError = said
        try process.run()
        let output = try said.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let text = String(decoding: output, as: UTF8.self)
        guard process.terminationStatus == 0 else { throw NotWellFormed(said: text) }
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
