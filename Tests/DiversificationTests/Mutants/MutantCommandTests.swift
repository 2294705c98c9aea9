import Diversification
import Foundation
import Testing

/// `thrice-generate mutants` as it is called.
@Suite(.timeLimit(.minutes(10)))
struct MutantCommandTests {
    private static let command: String? = CommandLine.arguments.lazy
        .filter { $0.contains(".xctest") }
        .map { URL(fileURLWithPath: $0).deletingLastPathComponent().path + "/thrice-generate" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    private func mutants(
        _ arguments: [String], environment: [String: String] = [:]
    ) throws -> (status: ToolRun.Ending, output: String, errors: String) {
        let command = try #require(Self.command)
        let run = ToolRun(
            arguments: [command, "mutants"] + arguments, environment: environment)()
        return (run.ending, String(decoding: run.output, as: UTF8.self), run.errorText)
    }

    private func directory() throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        try MutantRun.program("if (n > 3) n--;\nreturn n;").write(
            toFile: "\(directory.path)/p.c", atomically: true, encoding: .utf8)
        try "1\n5\n".write(
            toFile: "\(directory.path)/d.txt", atomically: true, encoding: .utf8)
        return directory
    }

    @Test func `the JSON on standard output is the file, and the table has every operator`() throws
    {
        let place = try directory()
        let rest = [
            "--source", "\(place.path)/p.c", "--output", "\(place.path)/out", "--seed", "1",
            "--demands", "\(place.path)/d.txt", "--operator", "ReplaceRelation", "--operator",
            "ReplaceArithmetic",
        ]
        let (status, output, _) = try mutants(rest + ["--json"])
        #expect(status == .exited(code: 0))
        let file = try String(contentsOfFile: "\(place.path)/out/mutants.json", encoding: .utf8)
        #expect(output == file)
        let manifest = try JSONDecoder().decode(MutantManifest.self, from: Data(output.utf8))
        #expect(manifest.operators.map(\.name) == ["ReplaceRelation", "ReplaceArithmetic"])
        let table = try mutants(rest)
        #expect(table.output.contains("operator           sites  drawn  no build  equal"))
        #expect(table.output.contains("\nReplaceArithmetic      1      1         .      ."))
        #expect(table.output.contains("operator           live  wrong  crashed  hung  malformed"))
        #expect(
            table.output.split(separator: "\n").filter { $0.contains("  ") }
                .allSatisfy { $0.count <= 80 || $0.contains("->") })
        #expect(table.output.contains("p: 6 of 6 sites, seed 1, built by gcc -O2; "))
        #expect(table.output.contains("2 demands find"))
        #expect(table.output.contains("not found by any demand:\n  ReplaceRelation-"))
        #expect(table.output.hasSuffix("report: \(place.path)/out/mutants.json\n"))
    }

    @Test func `every key of the file, and every status and outcome, is in FORMATS`() throws {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let formats = try String(
            contentsOfFile: "\(root.path)/docs/FORMATS.md", encoding: .utf8)
        let start = try #require(formats.range(of: "### mutants.json"))
        let section = formats[start.lowerBound...].prefix(6000)
        var keys = Set(
            Mutant.Status.allCases.map(\.rawValue) + MutantTrial.Outcome.allCases.map(\.rawValue))
        func gather(_ value: Any) {
            for (key, inner) in value as? [String: Any] ?? [:] {
                keys.insert(key)
                if key != "toolchain" { gather(inner) }
            }
            for inner in value as? [Any] ?? [] { gather(inner) }
        }
        let place = try directory()
        let all = try mutants([
            "--source", "\(place.path)/p.c", "--output", "\(place.path)/out", "--seed", "1",
            "--demands", "\(place.path)/d.txt", "--count", "30", "--json",
        ])
        gather(try JSONSerialization.jsonObject(with: Data(all.output.utf8)))
        #expect(keys.count > 45)
        let missing = keys.filter { key in
            !section.contains("`\(key)`") && key != "path" && key != "digest"
        }
        #expect(missing.isEmpty, "\(missing.sorted())")
    }

    @Test func `a list builds nothing`() throws {
        let place = try directory()
        let source = ["--source", "\(place.path)/p.c", "--seed", "1", "--list"]
        let (status, output, _) = try mutants(source)
        #expect(status == .exited(code: 0))
        #expect(output.contains("ReplaceRelation-0001 p.c:5:5 answer: n > 3 -> n < 3\n"))
        #expect(output.contains("\nDropBreak               .\n"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).count == 2)
        let json = try mutants(source + ["--operator", "DeleteStatement", "--json"]).output
        let manifest = try JSONDecoder().decode(MutantManifest.self, from: Data(json.utf8))
        #expect(manifest.mutants.allSatisfy { $0.status == .listed && $0.weight == 1 })
        #expect(manifest.total.sites == manifest.mutants.count)
        #expect(manifest.total.sampled == 0)
    }

    @Test(arguments: [
        (["--seed", "1", "--list"], 64, "no program (hint: --source FILE"),
        (["--source", "p.c", "--seed", "1"], 64, "no place (hint: --output DIR, or --list)"),
        (
            ["--source", "p.c", "--seed", "1", "--list", "--count", "0"], 64,
            "cannot draw 0 mutants: the least is 1 (hint: without --count all are made)"
        ),
        (
            ["--source", "p.c", "--seed", "1", "--list", "--operator", "Nothing"], 64,
            "cannot use operator 'Nothing': not one of ReplaceRelation, "
        ),
        (
            ["--source", "p.c", "--seed", "1", "--list", "--mutant", "x", "--count", "2"], 64,
            "cannot draw beside --mutant (hint: leave out --count and --operator)"
        ),
        (["--source", "nowhere.c", "--seed", "1", "--list"], 66, "'nowhere.c': no such file"),
        (
            ["--source", "p.c", "--seed", "1", "--list", "--mutant", "ReplaceRelation-9"], 66,
            "cannot make mutant 'ReplaceRelation-9': the program has no such site (hint: --list"
        ),
        (
            ["--source", "p.c", "--seed", "1", "--list", "--operator", "DropBreak"], 66,
            "cannot make mutants of 'p': no operator has a site in it"
        ),
        (
            ["--source", "p.c", "--seed", "1", "--list", "--count", "2"], 65,
            "operators have sites, and each needs one (hint: --count "
        ),
        (
            ["--source", "p.c", "--seed", "1", "--output", "out", "--demands", "none.txt"], 66,
            "cannot read demands 'none.txt': no such file"
        ),
        (["--source", "p.c", "--seed", "1", "--output", "p.c"], 73, "cannot create "),
    ])
    func `what is wrong is said with a status`(
        arguments: [String], status: Int32, text: String
    ) throws {
        let place = try directory()
        let command = try #require(Self.command)
        let run = ToolRun(
            arguments: [command, "mutants"] + arguments, directory: place.path)()
        #expect(run.ending == .exited(code: status), "\(run.errorText)")
        #expect(run.errorText.contains(text), "\(run.errorText)")
        #expect(run.output.isEmpty)
    }

    @Test func `without a compiler nothing is made`() throws {
        let place = try directory()
        let arguments = [
            "--source", "\(place.path)/p.c", "--output", "\(place.path)/out", "--seed", "1",
        ]
        let run = try mutants(arguments, environment: ["PATH": "/nowhere"])
        #expect(run.status == .exited(code: 69))
        #expect(run.errors.contains("no C compiler found (hint: thrice doctor)"))
    }
}
