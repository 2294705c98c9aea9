import Testing
import Voting

/// What the doc of `Relation` claims, over all pairs and triples of values that lie close to where
/// it could fail.
@Suite struct RelationPropertyTests {
    struct Values: Sendable, CustomTestStringConvertible {
        let field: String
        let values: [String]

        var testDescription: String { field }
    }

    private static let reals = [
        "0", "-0", "5e-324", "-5e-324", "1e-323", "1", "1.0000000000000002", "1.25", "1.5", "-1",
        "2", "3", "4", "1e300", "1.7976931348623157e308", "-1.7976931348623157e308", "nan", "inf",
        "-inf", "0.1", "0.2", "0.3", "0.30000000000000004",
    ]
    private static let integers = [
        "0", "1", "2", "3", "4", "-1", "-2", "9007199254740992", "9007199254740993",
        "9223372036854775807", "9223372036854775806", "-9223372036854775808",
        "-9223372036854775807", "4611686018427387904",
    ]
    private static let bits = ["0000", "0001", "0011", "0111", "1111", "1000", "1001"]
    private static let words = ["", "a", "a b", "b a", " a  b ", "a b a", "ab", "b"]
    private static let jsons = [
        "1", "1.0", "10e-1", "100", "1e2", #"{"a":1,"b":[2]}"#, #"{"b":[2.0],"\u0061":1}"#, #""a""#,
        #""\u0061""#, "[]", "{}", "null", "0", "-0", "9007199254740993", "9007199254740992",
    ]

    static let all: [Values] =
        [
            "number", "absolute 0", "absolute 0.25", "absolute 1e308", "relative 0",
            "relative 0.25", "relative 1.5", "relative 3", "ulps 0", "ulps 1", "ulps 1000", "bytes",
            "ignored",
        ].map { Values(field: "x real nonfinite relation=\($0)", values: reals) }
        + [
            "number", "absolute 0", "absolute 1", "absolute 1e19", "relative 0", "relative 0.5",
            "relative 1", "bytes",
        ].map { Values(field: "x integer relation=\($0)", values: integers) }
        + ["bits 0", "bits 1", "bits 3", "bytes"].map {
            Values(field: "x bits 4 relation=\($0)", values: bits)
        }
        + ["bytes", "text", "set", "ignored"].map {
            Values(field: "x text relation=\($0)", values: words)
        }
        + ["bytes", "json"].map { Values(field: "x json relation=\($0)", values: jsons) }

    private struct Matrix {
        let schema: AnswerSchema
        let answers: [ReadAnswer]

        func same(_ one: Int, _ other: Int) -> Bool {
            schema.same(answers[one], answers[other], in: [0])
        }
        func distance(_ one: Int, _ other: Int) -> Double {
            schema.distance(answers[one], answers[other], in: [0])
        }
    }

    private func matrix(_ values: Values) throws -> Matrix {
        let rig = try AnswerRig("whole; \(values.field)")
        let answers = try values.values.map { try #require(rig.wellFormed($0)) }
        return Matrix(schema: rig.schema, answers: answers)
    }

    @Test(arguments: all)
    func `reflexive and symmetric, with distances that fit`(values: Values) throws {
        let matrix = try matrix(values)
        let relation = matrix.schema.fields[0].relation
        let hasUnit = RelationText.format(relation).contains(" ") && !relation.isTransitive
        for one in values.values.indices {
            #expect(matrix.same(one, one) && matrix.distance(one, one) == 0)
            for other in values.values.indices {
                let pair: Comment = "\(values.values[one]) and \(values.values[other])"
                let distance = matrix.distance(one, other)
                #expect(matrix.same(one, other) == matrix.same(other, one), pair)
                #expect(distance == matrix.distance(other, one), pair)
                #expect(distance >= 0, pair)
                #expect(matrix.same(one, other) == (distance <= (hasUnit ? 1 : 0)), pair)
            }
        }
    }

    @Test(arguments: all)
    func `transitive where it says so, and the triangle inequality holds`(values: Values) throws {
        let matrix = try matrix(values)
        let isTransitive = matrix.schema.fields[0].relation.isTransitive
        let count = values.values.count
        for one in 0..<count {
            for middle in 0..<count {
                for other in 0..<count {
                    let triple: Comment = "\([one, middle, other].map { values.values[$0] })"
                    if isTransitive, matrix.same(one, middle), matrix.same(middle, other) {
                        #expect(matrix.same(one, other), triple)
                    }
                    let way = matrix.distance(one, middle) + matrix.distance(middle, other)
                    // Each of three distances is rounded once or twice.
                    let most = way * (1 + 0x1p-50) + 4 * Double.leastNonzeroMagnitude
                    #expect(matrix.distance(one, other) <= most, triple)
                }
            }
        }
    }
}
