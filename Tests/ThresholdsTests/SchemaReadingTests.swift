import Statistics
import Testing
import Thresholds
import Voting

@Suite struct SchemaReadingTests {
    private let none = RecordedVotes.noAnswer

    private func lines(_ lines: String...) -> [ArraySlice<UInt8>] {
        lines.map { Array($0.utf8)[...] }
    }

    private func reader(_ schema: String, fields: [Int] = [0]) throws -> AnswerReader {
        var reader = AnswerReader()
        reader.schema = try SchemaText.parse(schema)
        reader.fields = fields
        return reader
    }

    /// The classes of one demand.
    private func classes(
        _ schema: String, fields: [Int] = [0], _ answers: [String]
    ) throws -> [Int32] {
        try reader(schema, fields: fields).read(versions: answers.map { lines($0) }, truth: nil)
            .votes.classes.map { $0[0] }
    }

    @Test func `the schema says what is the same`() throws {
        #expect(
            try classes("A text; B boolean", fields: [0, 1], ["a 1", "a \ttrue", "a 0", "b 1"])
                == [0, 0, 1, 2])
        #expect(try classes("json; x real", [#"{"x":1,"y":2}"#, #"{"x":1.0}"#]) == [0, 0])
        let ignored = "A text; B integer relation=ignored"
        #expect(try classes(ignored, fields: [0, 1], ["a 1", "a 2", "b 1"]) == [0, 0, 1])
        #expect(try classes("A text; B text", fields: [1], ["a x", "b x", "a y"]) == [0, 0, 1])
    }

    @Test func `what the schema cannot read is no answer, nor is ERR`() throws {
        let answers = ["7", "x", "", " ", "7 7", "99", "07"]
        #expect(
            try classes("n integer range=0..9", answers) == [0, none, none, none, none, none, 0])
        #expect(try classes("a text; b text", ["ERR index", "ERRATIC index"]) == [none, 0])
    }

    @Test func `a truth that cannot be read is refused with its reason`() throws {
        let reader = try reader("n integer")
        #expect(
            throws: AnswerReader.Problem.noTruth(
                demand: 2, because: "field 'n': expected an integer at byte 0")
        ) {
            try reader.read(versions: [lines("1", "2")], truth: lines("1", "two"))
        }
        #expect(throws: AnswerReader.Problem.noTruth(demand: 1)) {
            try reader.read(versions: [lines("1")], truth: lines("ERR"))
        }
    }

    /// Demand 1, truth 10, tolerance 1: 10.9 and 9.2 are right, though 1.7 apart. 11.5 is the same
    /// as 10.9, but not as the truth: a group of its own, with 12.4. 13.3 is the same as 12.4, but
    /// not as 11.5. On demand 2 there are two groups, whatever the order.
    @Test func `within a tolerance the truth comes first, then the first answer of a group`()
        throws
    {
        let reader = try reader("x real relation=absolute 1")
        let reading = try reader.read(
            versions: [
                lines("10.9", "0.5"), lines("11.5", "5"), lines("9.2", "0"), lines("12.4", "5.5"),
                lines("13.3", "x"),
            ], truth: lines("10", "0"))
        let votes = reading.votes
        #expect(votes.truth == [0, 0])
        #expect(votes.classes.map { $0[0] } == [0, 1, 0, 1, 2])
        #expect(votes.classes.map { $0[1] } == [0, 1, 0, 1, none])
        #expect((0..<5).filter { votes.fails($0, on: 0) } == [1, 3, 4])
        #expect(reading.intransitiveDemands == 1)
    }

    @Test func `demands on which the order decides are counted`() throws {
        let reader = try reader("x integer relation=absolute 1")
        func read(_ order: [String]) throws -> AnswerReader.Reading {
            try reader.read(versions: order.map { lines($0) }, truth: nil)
        }
        let rising = try read(["1", "2", "3"])
        #expect(rising.votes.classes.map { $0[0] } == [0, 0, 1])
        let middleFirst = try read(["2", "1", "3"])
        #expect(middleFirst.votes.classes.map { $0[0] } == [0, 0, 0])
        #expect(rising.intransitiveDemands == 1 && middleFirst.intransitiveDemands == 1)
        #expect(try read(["1", "2", "4"]).intransitiveDemands == 0)
        #expect(try read(["1", "ERR", "3"]).intransitiveDemands == 0)
    }

    @Test func `being the same is transitive where no three answers say otherwise`() throws {
        var draws = SeededDraws(seed: 3)
        let reader = try reader("x integer relation=absolute 2")
        let values = (0..<6).map { _ in (0..<300).map { _ in draws.draw(below: 24) } }
        let versions = values.map { column in column.map { Array("\($0)".utf8)[...] } }
        let reading = try reader.read(versions: versions, truth: nil)
        func isSame(_ one: Int, _ other: Int, _ demand: Int) -> Bool {
            abs(values[one][demand] - values[other][demand]) <= 2
        }
        let expected = (0..<300).count { demand in
            BruteForce.groups(of: 3, versions: 6).contains { group in
                let pairs = [(0, 1), (0, 2), (1, 2)].count {
                    isSame(group[$0.0], group[$0.1], demand)
                }
                return pairs == 2
            }
        }
        #expect(reading.intransitiveDemands == expected)
        // Looking at what is in one class only would miss what is the same across two.
        let planted = (0..<300).count { demand in
            BruteForce.groups(of: 2, versions: 6).contains { pair in
                let classes = pair.map { reading.votes.classes[$0][demand] }
                return classes[0] == classes[1] && !isSame(pair[0], pair[1], demand)
            }
        }
        #expect(0 < planted && planted < expected && expected < 300)
    }

    @Test func `without a tolerance, or where it is not compared, nothing is counted`() throws {
        let schema = "x integer relation=absolute 1; y text"
        let lines = [lines("1 a"), lines("2 a"), lines("3 b")]
        let named = try reader(schema, fields: [1]).read(versions: lines, truth: nil)
        #expect(named.intransitiveDemands == nil)
        #expect(named.votes.classes.map { $0[0] } == [0, 0, 1])
        let exact = try reader("x integer relation=absolute 0; y text", fields: [0])
        #expect(try exact.read(versions: lines, truth: nil).intransitiveDemands == nil)
    }

    @Test func `the permissive value is meant exactly`() throws {
        var reader = try reader("x real relation=absolute 0.5; y text")
        reader.permissive = AnswerReader.PermissiveValue(field: 0, value: Array("0".utf8))
        let read = try reader.read(
            versions: [lines("0.0 a"), lines("-0 a"), lines("0.4 a"), lines("none a")],
            truth: lines("0 a"))
        let votes = try #require(read.permissive)
        #expect(votes.allowing.map(\.count) == [1, 1, 0, 0])
        #expect(votes.must?.count == 1)
        reader.permissive = AnswerReader.PermissiveValue(field: 1, value: Array("go".utf8))
        let texts = try reader.read(
            versions: [lines("0 go"), lines("0 gone"), lines("0 g")], truth: nil)
        #expect(texts.permissive?.allowing.map(\.count) == [1, 0, 0])
    }

    @Test func `fields and bits are conditions under their names`() throws {
        var reader = try reader("CMV bits 2; x real relation=absolute 1", fields: [0, 1])
        reader.bits = [0]
        reader.wholeConditions = [1]
        let reading = try reader.read(
            versions: [lines("01 7.5"), lines("11 9"), lines("0 7")], truth: lines("01 7"))
        let conditions = reading.conditions
        #expect(conditions.map(\.label) == ["CMV.0", "CMV.1", "x"])
        #expect(conditions.map(\.isBit) == [true, true, false])
        #expect(conditions[0].votes.classes.map { $0[0] } == [0, 1, none])
        #expect(conditions[1].votes.truth == [1])
        #expect(conditions[2].votes.classes.map { $0[0] } == [0, 1, none])
    }

    @Test func `a field of one bit is its own bit`() throws {
        let reader = try reader("CMV.0 bits 1; CMV.1 bits 1 joined; L bits 2")
        #expect(reader.label(1, bit: 0) == "CMV.1")
        #expect(reader.label(1, bit: 1) == "CMV.1.1")
        #expect(reader.label(2, bit: 0) == "L.0")
        #expect(AnswerReader().label(1, bit: 0) == "2.0")
    }

    @Test func `the launch data give the known figures through names`() throws {
        var vectors = try reader("CMV bits 15; LAUNCH boolean")
        vectors.bits = [0]
        let reading = try LaunchData.read(vectors)
        let vote = AgreementVote(reading.votes, size: 3)
        #expect((vote.figures[vote.index(.wrong, agree: 2)] * 100).rounded(to: 3) == 6.954)
        #expect(Agreement.bitwiseMajorityFailures(reading.conditions) == 197)
        let suggestions = LaunchData.study(reading, resamples: 1).result().suggestions
        #expect(suggestions.map(\.condition) == ["CMV.1", "CMV.8", "CMV.13"])

        var launches = try reader("CMV bits 15; LAUNCH boolean", fields: [1])
        launches.permissive = AnswerReader.PermissiveValue(field: 1, value: Array("true".utf8))
        let votes = try #require(try LaunchData.read(launches).permissive)
        let figures = PermissiveVote(votes, size: 3)
        let bad = (1...3).map {
            figures.figures[figures.index(.falsePermissive, agree: $0)] * 100
        }
        #expect(bad.map { $0.rounded(to: 2) } == [6.05, 1.25, 0.16])
    }
}
