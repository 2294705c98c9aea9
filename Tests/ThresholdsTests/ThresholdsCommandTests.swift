import Foundation
import Testing

/// `thrice thresholds` as a user calls it.
@Suite(.enabled(if: BuiltThrice.path != nil), .timeLimit(.minutes(2)))
struct ThresholdsCommandTests {
    @Test func `the recorded launches give the known table`() throws {
        let outcome = try ThresholdsRun.run(
            LaunchData.paths + ["--truth", LaunchData.truthPath, "--permissive", "2=1"]
                + ThresholdsRun.quick)
        #expect(outcome.status == 0)
        #expect(outcome.error == "")
        let rows = outcome.output.split(separator: "\n").filter { $0.hasPrefix("permissive") }
        let rates = rows.map { row in
            row.split(separator: " ").suffix(4)
        }
        #expect(rates.map { $0.first.map(String.init) } == ["6.053", "1.255", "0.163"])
        #expect(rates.map { String($0.dropFirst(2).first ?? "") } == ["0.282", "4.103", "31.139"])
    }

    @Test func `the same seed gives the same bytes`() throws {
        let arguments = LaunchData.paths + ["--field", "2", "--json"] + ThresholdsRun.quick
        let once = try ThresholdsRun.run(arguments)
        #expect(once.status == 0)
        let again = try ThresholdsRun.run(arguments)
        #expect(once.output == again.output)
        let other = try ThresholdsRun.run(arguments + ["--seed", "2"])
        #expect(once.output != other.output)
    }

    @Test func `files of unequal length are bad data, with both counts`() throws {
        try ThresholdsRun.with(["1\n2\n", "1\n", "1\n2\n"]) { paths in
            let outcome = try ThresholdsRun.run(paths)
            #expect(outcome.status == 65)
            #expect(outcome.output == "")
            #expect(outcome.error.contains("cannot compare '\(paths[1])' with '\(paths[0])'"))
            #expect(outcome.error.contains("1 lines against 2"))
        }
    }

    @Test func `what is hardly meant is warned about`() throws {
        try ThresholdsRun.with(["1\n2\n", "1\r\n2\r\n"]) { paths in
            let quick = ThresholdsRun.quick
            let twice = try ThresholdsRun.run(
                [paths[0], paths[0], "--truth", paths[0]] + quick)
            #expect(twice.status == 0)
            #expect(
                twice.error == """
                    thrice: warning: '\(paths[0])' is named 2 times: its answers count as \
                    often
                    thrice: warning: the truth '\(paths[0])' is one of the versions, which cannot \
                    be wrong

                    """)
            let returns = try ThresholdsRun.run(paths + quick)
            #expect(
                returns.error == """
                    thrice: warning: lines of '\(paths[1])' end with a carriage return, which is \
                    part of the answer (hint: sed -i 's/\\r$//' FILE)

                    """)
        }
    }

    @Test func `a table of answers that nobody could read is not made`() throws {
        try ThresholdsRun.with(["1\n2\n", "3\n4\n"]) { paths in
            let outcome = try ThresholdsRun.run(paths + ["--field", "2"] + ThresholdsRun.quick)
            #expect(outcome.status == 65)
            #expect(outcome.output == "")
            #expect(outcome.error.contains("cannot compare answers: none of any version"))
        }
        try ThresholdsRun.with(["1 5\n2\n", "3\n4\n"]) { paths in
            let outcome = try ThresholdsRun.run(paths + ["--field", "2"] + ThresholdsRun.quick)
            #expect(outcome.status == 0, "one answer is enough")
        }
    }

    @Test func `a file that cannot be read is missing input`() throws {
        try ThresholdsRun.with(["1\n"]) { paths in
            let outcome = try ThresholdsRun.run(paths + ["/nowhere/b.txt"])
            #expect(outcome.status == 66)
            #expect(
                outcome.error.contains(
                    "cannot read answers '/nowhere/b.txt': no such file or directory"))
        }
    }

    @Test(arguments: [
        (["--group-size", "4"], "cannot form groups of 4 from 3 versions: not 1 … 3"),
        (["--agree", "4"], "cannot use '4' of '--agree': not 1 … 3"),
        (["--field", "name"], "cannot read field 'name' of '--field'"),
        (["--field", "0"], "cannot read field '0' of '--field'"),
        (["--permissive", "2"], "not FIELD=VALUE"),
        (["--permissive", "2="], "not FIELD=VALUE"),
        (["--checked", "1"], "cannot use '--checked' without '--truth'"),
        (["--resamples", "0"], "cannot use '0' of '--resamples'"),
        (["--confidence", "95"], "cannot use '95.0' of '--confidence'"),
        (["--interval", "wald"], "cannot use 'wald' of '--interval': not bca or percentile"),
        (["--vary", "all"], "cannot use 'all' of '--vary': not both, versions or demands"),
    ])
    func `a wrong command line is told`(arguments: [String], message: String) throws {
        try ThresholdsRun.with(["1\n", "1\n", "2\n"]) { paths in
            let outcome = try ThresholdsRun.run(paths + arguments)
            #expect(outcome.status == 64)
            #expect(outcome.error.contains(message))
            #expect(outcome.output == "")
        }
    }

    @Test func `no files, one file and an empty file are told`() throws {
        #expect(try ThresholdsRun.run([]).status == 64)
        try ThresholdsRun.with(["1\n", ""]) { paths in
            #expect(try ThresholdsRun.run([paths[0]]).status == 64)
            let outcome = try ThresholdsRun.run(paths)
            #expect(outcome.status == 65)
            #expect(outcome.error.contains("the file is empty"))
        }
    }

    @Test func `a truth that is no answer, and a bit that is not there, are told`() throws {
        try ThresholdsRun.with(["01\n", "01\n", "ERR\n", "01\n"]) { paths in
            let bad = try ThresholdsRun.run(Array(paths.prefix(2)) + ["--truth", paths[2]])
            #expect(bad.status == 65)
            #expect(bad.error.contains("line 1 is no answer"))
            let absent = try ThresholdsRun.run(
                Array(paths.prefix(2)) + ["--truth", paths[3], "--checked", "1.2"])
            #expect(absent.status == 64)
            #expect(absent.error.contains("cannot check '1.2' of '--checked'"))
            let there = try ThresholdsRun.run(
                Array(paths.prefix(2)) + ["--truth", paths[3], "--checked", "1.1"]
                    + ThresholdsRun.quick)
            #expect(there.status == 0)
            #expect(there.output.contains("With an ideal acceptance test of 1.1"))
        }
    }

    @Test func `an answer without its newline does not count, and it is said`() throws {
        try ThresholdsRun.with(["1\n1\n", "1\n1", "1\n1\n"]) { paths in
            let outcome = try ThresholdsRun.run(paths + ["--json"] + ThresholdsRun.quick)
            #expect(outcome.status == 0)
            #expect(outcome.error.contains("'\(paths[1])' ends without a newline"))
            #expect(outcome.output.contains("\"withoutAnswer\" : 1"))
        }
    }

    @Test func `the page is written beside the table, or it is told why not`() throws {
        try ThresholdsRun.with(["1\n2\n", "1\n3\n", "1\n2\n"]) { paths in
            let page = paths[0] + ".html"
            #expect(
                try ThresholdsRun.run(paths + ["--html", page] + ThresholdsRun.quick).status == 0)
            let text = FileManager.default.contents(atPath: page) ?? Data()
            #expect(String(decoding: text, as: UTF8.self).hasPrefix("<!DOCTYPE html>"))
            let outcome = try ThresholdsRun.run(
                paths + ["--html", "/nowhere/page.html"] + ThresholdsRun.quick)
            #expect(outcome.status == 73)
            #expect(outcome.error.contains("cannot create page '/nowhere/page.html'"))
        }
    }

    @Test func `an ensemble gives the size of the group and the threshold`() throws {
        let outcome = try ThresholdsRun.run(
            ["\(LaunchData.root)/variants/launch"] + LaunchData.paths + ["--json"]
                + ThresholdsRun.quick)
        #expect(outcome.status == 0)
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let keys = try #require(object as? [String: Any])
        #expect(keys["groupSize"] as? Int == 5)
        #expect(keys["agree"] as? Int == 3)
    }
}
