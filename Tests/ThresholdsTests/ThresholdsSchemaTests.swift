import Foundation
import Testing

/// `thrice thresholds` where answers have a schema.
@Suite(.enabled(if: BuiltThrice.path != nil), .timeLimit(.minutes(2)))
struct ThresholdsSchemaTests {
    private let launch = ["\(LaunchData.root)/variants/launch"] + LaunchData.paths
    private static let truth = ["--truth", LaunchData.truthPath]
    private let schema = ["--answer", "CMV bits 15; LAUNCH boolean"]
    private let quick = ThresholdsRun.quick

    private func object(_ outcome: ThresholdsRun.Outcome) throws -> [String: Any] {
        #expect(outcome.status == 0, "\(outcome.error)")
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        return try #require(object as? [String: Any])
    }

    @Test func `an ensemble gives the names, and they the same figures as numbers`() throws {
        let triples = Self.truth + ["--group-size", "3", "--agree", "2", "--json"] + quick
        func figures(_ arguments: [String]) throws -> [String: Any] {
            var keys = try object(try ThresholdsRun.run(arguments + triples))
            for key in ["answer", "compared", "permissive", "suggestions", "identicalFailures"] {
                keys[key] = nil
            }
            if var checked = keys["checked"] as? [String: Any] {
                checked["conditions"] = nil
                keys["checked"] = checked
            }
            return keys
        }
        for (names, numbers) in [
            (["--permissive", "LAUNCH=1"], ["--permissive", "2=1"]),
            (
                ["--field", "CMV", "--bits", "CMV", "--checked", "CMV.1,CMV.8,LAUNCH"],
                ["--field", "1", "--bits", "1", "--checked", "1.1,1.8,2"]
            ),
        ] {
            let byNumbers = try figures(LaunchData.paths + numbers)
            let byNames = try figures(launch + names)
            #expect(NSDictionary(dictionary: byNumbers) == NSDictionary(dictionary: byNames))
            let bySchema = try figures(LaunchData.paths + schema + names)
            #expect(NSDictionary(dictionary: byNumbers) == NSDictionary(dictionary: bySchema))
            #expect(try figures(launch + numbers).count == byNumbers.count)
        }
    }

    @Test func `the recorded launches give the known table by name`() throws {
        let outcome = try ThresholdsRun.run(
            launch + Self.truth + ["--permissive", "LAUNCH=true", "--group-size", "3"] + quick)
        #expect(outcome.status == 0)
        #expect(outcome.error.contains("are not asked: --demands says what these are answers to"))
        #expect(outcome.error.split(separator: "\n").count == 1)
        for figure in ["6.053", "1.255", "0.163", "compared: field LAUNCH"] {
            #expect(outcome.output.contains(figure))
        }
        let checked = try ThresholdsRun.run(
            launch + Self.truth + ["--group-size", "3", "--agree", "2", "--field", "CMV"]
                + ["--checked", "CMV.1,CMV.8,CMV.13", "--json"] + quick)
        let table = try #require(try object(checked)["checked"] as? [String: Any])
        #expect(table["conditions"] as? [String] == ["CMV.1", "CMV.8", "CMV.13"])
        let thresholds = try #require(table["thresholds"] as? [[String: Any]])
        let wrong = try #require(thresholds[1]["wrong"] as? [String: Any])
        #expect(((wrong["value"] as? Double ?? 1) * 100).rounded(to: 2) == 0.36)
    }

    @Test(arguments: [
        (
            ["--permissive", "LANCH=1"],
            "cannot find field 'LANCH' of '--permissive': an answer has no such field "
                + "(hint: did you mean 'LAUNCH'?)"
        ),
        (["--bits", "CVM"], "(hint: did you mean 'CMV'?)"),
        (["--field", "speed"], "(hint: its fields are CMV, LAUNCH)"),
        (["--field", "3"], "cannot find field '3' of '--field'"),
        (["--bits", "LAUNCH"], "cannot take field 'LAUNCH' of '--bits' for bits: it is 'boolean'"),
        (
            ["--permissive", "LAUNCH=maybe"],
            "cannot read 'LAUNCH=maybe' of '--permissive': field 'LAUNCH': expected 0, 1, false"
        ),
        (["--permissive", "LAUNCH"], "not FIELD=VALUE"),
        (Self.truth + ["--checked", "CMV.x"], "not FIELD or FIELD.BIT"),
        (Self.truth + ["--checked", "CNV.1"], "(hint: did you mean 'CMV'?)"),
        (
            Self.truth + ["--checked", "CMV.15"],
            "cannot check 'CMV.15' of '--checked': field CMV has no"
        ),
        (["--answer", "CMV bit 15"], "cannot read 'CMV bit 15' of '--answer': expected a type"),
        (
            ["--answer", "CMV bits 15 relation=ignored; LAUNCH boolean", "--field", "CMV"],
            "cannot use field 'CMV' of '--field': its relation is 'ignored'"
        ),
        (["--answer", "whole; a text relation=ignored"], "all fields are ignored"),
    ])
    func `a wrong name is told, with the one that was meant`(
        arguments: [String], message: String
    ) throws {
        let outcome = try ThresholdsRun.run(LaunchData.paths + schema + arguments)
        #expect(outcome.status == 64)
        #expect(outcome.error.contains(message), "\(outcome.error)")
        #expect(outcome.output == "")
    }

    @Test func `names without a schema, and a truth that it cannot read, are told`() throws {
        try ThresholdsRun.with(["1\n", "1\n", "x\n"]) { paths in
            let named = try ThresholdsRun.run(Array(paths.prefix(2)) + ["--field", "n"])
            #expect(named.status == 64)
            #expect(named.error.contains("names need --answer"))
            let unread = try ThresholdsRun.run(
                Array(paths.prefix(2)) + ["--answer", "n integer", "--truth", paths[2]])
            #expect(unread.status == 65)
            #expect(unread.error.contains("line 1 is no answer, field 'n': expected an integer"))
        }
    }

    /// 10.9 and 9.2 are within 1 of the truth, 11.5 is not, though it is within 1 of 10.9.
    @Test func `a tolerance counts, and the notes say where the order decided`() throws {
        let contents = ["10.9\n5\n", "9.2\n5\n", "11.5\nnone\n", "10\n5\n"]
        try ThresholdsRun.with(contents) { paths in
            let arguments =
                Array(paths.prefix(3))
                + ["--truth", paths[3], "--answer", "x real relation=absolute 1"] + quick
            let keys = try object(try ThresholdsRun.run(arguments + ["--json"]))
            #expect(keys["intransitiveDemands"] as? Int == 1)
            #expect(keys["answer"] as? String == "x real relation=absolute 1")
            let versions = try #require(keys["versions"] as? [[String: Any]])
            #expect(versions.map { $0["failures"] as? Int } == [0, 0, 2])
            #expect(versions.map { $0["withoutAnswer"] as? Int } == [0, 0, 1])
            let text = try ThresholdsRun.run(arguments).output
                .split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(text.contains("On 1 demand being the same was not transitive"))
        }
    }

    @Test func `an ensemble's policy and relation count, and its bits have names`() throws {
        let answer = """
            program: p
            replicas: [{name: a, command: [a]}, {name: b, command: [b]}, {name: c, command: [c]}]
            answer:
              format: whole
              fields: [{name: V, type: bits, width: 3, each: true}]
            vote: {policy: unanimity, restrictive: "000"}
            """
        try ThresholdsRun.with(["011\n", "011\n", "010\n", "011\n"]) { paths in
            let folder = URL(fileURLWithPath: paths[0]).deletingLastPathComponent().path
            try answer.write(
                toFile: "\(folder)/thrice.yaml", atomically: false, encoding: .utf8)
            let arguments = [folder] + paths.prefix(3) + ["--truth", paths[3], "--json"] + quick
            let keys = try object(
                try ThresholdsRun.run(arguments + ["--bits", "V", "--checked", "V.2"]))
            #expect(keys["agree"] as? Int == 3)
            #expect(keys["bitwiseMajorityFailures"] as? Int == 0)
            let checked = try #require(keys["checked"] as? [String: Any])
            #expect(checked["conditions"] as? [String] == ["V.2"])
            let unknown = try ThresholdsRun.run(arguments + ["--checked", "V.3"])
            #expect(unknown.status == 64)
            #expect(unknown.error.contains("cannot find field 'V.3' of '--checked'"))
        }
    }
}
