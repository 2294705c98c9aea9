import Testing
import Voting

/// Mistakes that voters have been seen to make, planted one by one: each must be caught by the
/// check that is named for it, and by the same check the relations of this library pass.
@Suite struct PlantedRelationTests {
    /// One pair of answers and whether they are the same.
    struct Pair {
        let field: String
        let one: String
        let other: String
        let isSame: Bool

        init(_ field: String, _ one: String, _ other: String, _ isSame: Bool) {
            self.field = field
            self.one = one
            self.other = other
            self.isSame = isSame
        }
    }

    /// The right answer, and what is about to be compared.
    struct Question {
        let isSame: Bool
        let relation: Relation
        let one: ReadAnswer.Value
        let other: ReadAnswer.Value
        let texts: (String, String)

        var numbers: (Double, Double) { (one.number, other.number) }
        var difference: Double { (one.number - other.number).magnitude }
    }

    struct Plant: Sendable, CustomTestStringConvertible {
        let name: String
        let pairs: [Pair]
        let answers: @Sendable (Question) -> Bool

        var testDescription: String { name }
    }

    private func differences(
        _ pairs: [Pair], _ judge: (Question) -> Bool
    ) throws -> [String] {
        try pairs.compactMap { pair in
            let rig = try AnswerRig("whole; \(pair.field)")
            let one = try #require(rig.wellFormed(pair.one))
            let other = try #require(rig.wellFormed(pair.other))
            let question = Question(
                isSame: rig.schema.same(one, other, in: [0]),
                relation: rig.schema.fields[0].relation, one: one.values[0],
                other: other.values[0], texts: (pair.one, pair.other))
            return judge(question) == pair.isSame ? nil : "\(pair.one) and \(pair.other)"
        }
    }

    @Test(arguments: plants)
    func `the planted mistake is caught, and the library does not make it`(plant: Plant) throws {
        #expect(try differences(plant.pairs) { $0.isSame } == [])
        #expect(try differences(plant.pairs, plant.answers) != [])
    }

    private static let real = "r real nonfinite relation="
    private static let integer = "i integer relation="

    static let plants: [Plant] = numberPlants + tolerancePlants + formPlants

    private static let numberPlants: [Plant] = [
        Plant(
            name: "NaN is the same as anything",
            pairs: [
                Pair(real + "number", "nan", "1", false), Pair(real + "number", "nan", "nan", true),
            ]
        ) { $0.isSame || $0.one.number.isNaN || $0.other.number.isNaN },
        Plant(
            name: "NaN is not the same as itself",
            pairs: [Pair(real + "absolute 1", "nan", "-nan", true)]
        ) { $0.difference <= 1 },
        Plant(
            name: "minus zero is not zero", pairs: [Pair(real + "number", "-0", "0", true)]
        ) { $0.one.number.bitPattern == $0.other.number.bitPattern },
        Plant(
            name: "integers are compared as doubles",
            pairs: [Pair(integer + "number", "9007199254740993", "9007199254740992", false)]
        ) { $0.one.number == $0.other.number },
        Plant(
            name: "an infinity is near everything",
            pairs: [
                Pair(real + "relative 0.5", "inf", "1", false),
                Pair(real + "relative 0.5", "inf", "-inf", false),
            ]
        ) { $0.difference <= 0.5 * max($0.one.number.magnitude, $0.other.number.magnitude) },
    ]

    private static let tolerancePlants: [Plant] = [
        Plant(
            name: "the tolerance itself is outside",
            pairs: [Pair(real + "absolute 0.25", "1", "1.25", true)]
        ) { $0.difference < 0.25 },
        Plant(
            name: "relative to the smaller magnitude",
            pairs: [Pair(real + "relative 0.25", "3", "4", true)]
        ) { $0.difference <= 0.25 * min($0.one.number.magnitude, $0.other.number.magnitude) },
        Plant(
            name: "relative to the first one",
            pairs: [Pair(real + "relative 0.25", "3", "4", true)]
        ) { $0.difference <= 0.25 * $0.one.number.magnitude },
        Plant(
            name: "a difference of integers that overflows",
            pairs: [
                Pair(integer + "absolute 1", "-9223372036854775808", "9223372036854775807", false)
            ]
        ) { ($0.one.integer &- $0.other.integer).magnitude <= 1 },
        Plant(
            name: "a relative tolerance of integers in doubles",
            pairs: [
                Pair(
                    integer + "relative \(0x1p-62)", "4611686018427387905", "4611686018427387903",
                    false)
            ]
        ) { $0.difference <= 0x1p-62 * $0.numbers.0.magnitude },
        Plant(
            name: "doubles counted by their bits, signs and all",
            pairs: [Pair(real + "ulps 2", "-5e-324", "5e-324", true)]
        ) {
            let (one, other) = ($0.one.number.bitPattern, $0.other.number.bitPattern)
            return max(one, other) - min(one, other) <= 2
        },
        Plant(
            name: "the largest double is next to infinity",
            pairs: [Pair(real + "ulps 1", "1.7976931348623157e308", "inf", false)]
        ) { $0.other.number.bitPattern - $0.one.number.bitPattern <= 1 },
    ]

    private static let formPlants: [Plant] = [
        Plant(
            name: "a set in which it counts how often",
            pairs: [Pair("t text relation=set", "a b a", "b a", true)]
        ) {
            $0.texts.0.split(separator: " ").sorted() == $0.texts.1.split(separator: " ").sorted()
        },
        Plant(
            name: "a set as its letters",
            pairs: [Pair("t text relation=set", "ab c", "a bc", false)]
        ) { Set($0.texts.0) == Set($0.texts.1) },
        Plant(
            name: "text that is only trimmed",
            pairs: [Pair("t text relation=text", "a  b", "a\tb", true)]
        ) { $0.texts.0 == $0.texts.1 },
        Plant(
            name: "text without any space",
            pairs: [Pair("t text relation=text", "a b", "ab", false)]
        ) { $0.texts.0.filter { $0 != " " } == $0.texts.1.filter { $0 != " " } },
        Plant(
            name: "JSON's 1.0 is not 1",
            pairs: [Pair("j json", "1.0", "1", true), Pair("j json", "[1]", "[ 1 ]", true)]
        ) { $0.texts.0.filter { $0 != " " } == $0.texts.1.filter { $0 != " " } },
        Plant(
            name: "JSON's numbers as doubles",
            pairs: [Pair("j json", "9007199254740993", "9007199254740992", false)]
        ) { Double($0.texts.0) == Double($0.texts.1) },
        Plant(
            name: "JSON's members in their order",
            pairs: [Pair("j json", #"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, true)]
        ) { $0.texts.0 == $0.texts.1 },
        Plant(
            name: "bits as a number",
            pairs: [Pair("b bits 4 relation=bits 1", "0111", "1000", false)]
        ) {
            let (one, other) = (Int($0.texts.0, radix: 2) ?? 0, Int($0.texts.1, radix: 2) ?? 0)
            return abs(one - other) <= 1
        },
    ]
}
