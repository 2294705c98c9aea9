import Foundation
import Recordings
import Testing
import Voting

struct RecordedVoteTests {
    /// Lines of many shapes, mostly the same in all files.
    private static func contents(
        _ generator: inout SplitMix64, replicas: Int, answerBytesMax: Int
    ) -> [[UInt8]] {
        let alphabet: [UInt8] = [0x41, 0x42, 0x00, 0x0D, 0x20, 0xFF]
        func line(_ generator: inout SplitMix64) -> [UInt8] {
            let lengths = [0, 0, 1, 2, 7, 8, 9, answerBytesMax - 1, answerBytesMax]
            var length = lengths.randomElement(using: &generator) ?? 0
            if Int.random(in: 0..<20, using: &generator) == 0 {
                length = answerBytesMax + Int.random(in: 1...40, using: &generator)
            }
            return (0..<length).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
        }
        let rate = [0, 3, 30].randomElement(using: &generator) ?? 0
        let count = Int.random(in: 0...60, using: &generator)
        var files = [[UInt8]](repeating: [], count: replicas)
        for _ in 0..<count {
            let shared = line(&generator)
            for replica in 0..<replicas {
                let differs = Int.random(in: 0..<100, using: &generator) < rate
                files[replica] += (differs ? line(&generator) : shared) + [10]
            }
        }
        for replica in 0..<replicas {
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: files[replica] = files[replica].dropLast()
            case 1: files[replica] += line(&generator) + [10]
            default: break
            }
        }
        return files
    }

    @Test(arguments: 0..<400)
    func `whatever is recorded, a stream votes as a plain count over whole files does`(
        seed: Int
    ) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        let rig = try Rig()
        let replicas = Int.random(in: 1...5, using: &generator)
        var options = Rig.Options()
        options.answerBytesMax = [1, 5, 16, 100].randomElement(using: &generator) ?? 1
        options.blockBytes = [1, 2, 7, 64, 1000].randomElement(using: &generator) ?? 1
        options.sinkBytes = [1, 3, 50, 4096].randomElement(using: &generator) ?? 1
        let contents = Self.contents(
            &generator, replicas: replicas, answerBytesMax: options.answerBytesMax)
        let agree = replicas / 2 + 1
        let rule = VotingRule(replicas: replicas, agree: agree)
        let expected = Oracle(
            contents, agree: agree, restrictive: options.restrictive,
            answerBytesMax: options.answerBytesMax)
        let joined = try rig.vote(rule, contents, options)
        #expect(joined.output == expected.output, "seed \(seed)")
        #expect(joined.tally == expected.tally, "seed \(seed)")
        #expect(joined.lines == contents.map { UInt64(Oracle.lines($0).count) })
        options.joinsEqualLines = false
        #expect(try rig.vote(rule, contents, options) == joined, "seed \(seed)")
    }

    @Test(arguments: 0..<60)
    func `answers that are read give the same whether equal lines are joined or not`(
        seed: Int
    ) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        let rig = try Rig()
        let number = AnswerSchema(
            format: .whole, fields: [AnswerField(name: "x", type: .real, relation: .absolute(0.5))])
        let policies: [(any Policy, AnswerSchema)] = [
            (RequireAgreement(agree: 2), number),
            (try PolicyText.parse("median", replicas: 3), number),
            (try PolicyText.parse("mean", replicas: 3), number),
            (try PolicyText.parse("smoothing,within=1", replicas: 3), number),
            (try PolicyText.parse("permit,1=2,2=3", replicas: 3), .bytes),
            (try PolicyText.parse("generalizedMedian", replicas: 3), number),
        ]
        let values = ["1", "2", "2.25", "-0", "1e2", "x", ""]
        var files = ["", "", ""]
        for _ in 0..<50 {
            let shared = values.randomElement(using: &generator) ?? ""
            for replica in files.indices {
                let own = values.randomElement(using: &generator) ?? ""
                files[replica] +=
                    (Int.random(in: 0..<4, using: &generator) == 0 ? own : shared) + "\n"
            }
        }
        var options = Rig.Options()
        options.blockBytes = [3, 40, 4096].randomElement(using: &generator) ?? 1
        options.answerBytesMax = 8
        options.restrictive = "1e2"
        for (policy, schema) in policies {
            let rule = VotingRule(replicas: 3, agree: 2, policy: policy, schema: schema)
            options.joinsEqualLines = true
            let joined = try rig.vote(rule, files, options)
            options.joinsEqualLines = false
            let single = try rig.vote(rule, files, options)
            #expect(joined == single, "seed \(seed), \(policy.text)")
            #expect(joined.tally.demands == 50)
        }
    }

    @Test func `long files are joined and split at every border`() throws {
        let rig = try Rig()
        var first = ""
        for number in 0..<50_000 { first += "answer \(number)\n" }
        var lines = first.split(separator: "\n", omittingEmptySubsequences: false)
        for index in stride(from: 100, to: 50_000, by: 9_973) { lines[index] = "other" }
        let second = lines.joined(separator: "\n")
        let result = try rig.vote(VotingRule(replicas: 3, agree: 2), [first, second, first])
        #expect(result.text == first)
        #expect(result.tally.masked == 6)
        #expect(result.tally.agreed == 50_000)
        #expect(result.tally.replicas[1].dissented == 6)
    }

    @Test(arguments: [1, 7, 8, 2039, 2040, 2041, 2048, 100_000])
    func `lines as short as can be are all counted`(count: Int) throws {
        let lines = String(repeating: "\n", count: count)
        let result = try Rig().vote(VotingRule(replicas: 2, agree: 2), [lines, lines])
        #expect(result.tally.agreed == UInt64(count))
        #expect(result.lines == [UInt64(count), UInt64(count)])
        #expect(result.text == lines)
    }

    @Test func `missing lines are absent ballots`() throws {
        let result = try Rig().vote(
            VotingRule(replicas: 3, agree: 2), ["a\nb\nc\n", "a\nb\n", "a\n"])
        #expect(result.text == "a\nb\nNONE\n")
        #expect(result.lines == [3, 2, 1])
        #expect(result.tally.replicas.map(\.absent) == [0, 1, 2])
        #expect(result.tally.masked == 1)
    }

    @Test func `malformed lines are told with their file, line and reason, the first few of them`()
        throws
    {
        let schema = try SchemaText.parse("CMV bits 3; LAUNCH boolean")
        let rule = VotingRule(
            replicas: 3, agree: 2, policy: RequireAgreement(agree: 2), schema: schema)
        var options = Rig.Options()
        options.answerBytesMax = 20
        let bad = String(repeating: "ERR\n", count: 10)
        let good = String(repeating: "101 1\n", count: 10)
        let long = String(repeating: "x", count: 21) + "\n"
        let result = try Rig().vote(
            rule, [long + good, "101 1\n" + bad, "101 1\n" + good], options)
        #expect(result.tally.replicas.map(\.malformed) == [1, 10, 0])
        #expect(result.malformed.count == RecordedVote.malformedLinesMax)
        let texts = result.malformed.map { $0.text(schema: schema) }
        #expect(texts[0].hasSuffix("r0:1: more than 20 bytes"))
        #expect(texts[1].hasSuffix("r1:2: field 'CMV': expected 0 or 1 at byte 0"), "\(texts[1])")
        #expect(result.tally.agreed == 11)
    }

    @Test func `a rule with memory is settled after every demand`() throws {
        // Two demands in a row must be unanimous before an answer goes out.
        let policy = try PolicyText.parse("unanimity,confirm=2", replicas: 2)
        let rule = VotingRule(replicas: 2, agree: 2, policy: policy)
        let result = try Rig().vote(rule, ["a\na\nx\nb\nb\n", "a\na\ny\nb\nb\n"])
        #expect(result.text == "NONE\na\nNONE\nNONE\nb\n")
    }

    @Test(arguments: [
        ("none", "a\nNONE\na\na\na\n", 4), ("2", "a\nNONE\nNONE\nNONE\na\n", 2),
        ("forever", "a\nNONE\nNONE\nNONE\nNONE\n", 1),
    ])
    func `a latch holds answers back after a lost vote`(
        latch: String, output: String, agreed: Int
    ) throws {
        var options = Rig.Options()
        options.latch = try #require(LatchRule(latch))
        let files = ["a\nx\na\na\na\n", "a\ny\na\na\na\n"]
        for schema in ["x text", "whole; x real"] {
            let texts =
                schema == "x text"
                ? files
                : files.map {
                    $0.replacingOccurrences(of: "a", with: "1")
                }
            let rule = VotingRule(
                replicas: 2, agree: 2, policy: RequireAgreement(agree: 2),
                schema: try SchemaText.parse(schema))
            let result = try Rig().vote(rule, texts, options)
            #expect(
                result.text
                    == (schema == "x text"
                        ? output : output.replacingOccurrences(of: "a", with: "1")))
            #expect(result.tally.agreed == UInt64(agreed))
            #expect(result.tally.restrictive == UInt64(5 - agreed))
        }
        #expect(
            try Rig().vote(VotingRule(replicas: 2, agree: 2), files, options).text == output)
    }

    @Test func `demands to be explained are explained, wherever they stand`() throws {
        var options = Rig.Options()
        options.explained = try DemandNumbers(["3,5000-5001", "9000"])
        let lines = (1...9000).map { "answer \($0)\n" }.joined()
        options.demands = Array((1...8999).map { "demand \($0)\n" }.joined().utf8)
        let rule = VotingRule(replicas: 3, agree: 2)
        let result = try Rig().vote(rule, [lines, lines, lines], options)
        #expect(result.explanations.map(\.demand) == [3, 5000, 5001, 9000])
        #expect(
            result.explanations.map {
                $0.demandText.map { String(decoding: $0.bytes, as: UTF8.self) }
            }
                == ["demand 3", "demand 5000", "demand 5001", nil])
        #expect(result.explanations.allSatisfy { $0.isAgreed })
        #expect(
            result.explanations.map { String(decoding: $0.released.bytes, as: UTF8.self) }
                == ["answer 3", "answer 5000", "answer 5001", "answer 9000"])
        #expect(result.text == lines)
        #expect(result.demands == 8999)
        #expect(result.tally.demands == 9000)
    }

    @Test func `recordings that cannot be read are named`() throws {
        let rig = try Rig()
        #expect(throws: RecordingError.cannotOpen(.answers, path: "no/such", cause: "no such file"))
        {
            _ = try Recording.open("no/such", name: "x")
        }
        let folder = RecordingError.cannotOpen(
            .demands, path: rig.folder, cause: "it is a folder")
        #expect(throws: folder) { _ = try Recording.open(rig.folder, .demands, name: "x") }
        #expect(folder.message == "cannot read demands '\(rig.folder)': it is a folder")
    }

    @Test func `an output that takes no more is an error`() throws {
        let rig = try Rig()
        let path = rig.folder + "/a"
        try "a\n".write(toFile: path, atomically: false, encoding: .utf8)
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        let settings = RecordedVote.Settings(restrictive: [])
        var vote = RecordedVote(
            rule: VotingRule(replicas: 1, agree: 1),
            recordings: [try Recording.open(path, name: "a")],
            sink: AnswerSink(descriptor: full), settings: settings)
        var found: RecordingError?
        do { try vote.run() } catch { found = error }
        #expect(found == .cannotWrite(cause: "No space left on device"))
    }
}
