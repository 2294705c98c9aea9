import Testing
import Voting

/// The table in the doc of `Relation`, cell by cell, under every relation between numbers.
@Suite struct RelationTests {
    static let relations = [
        "number", "absolute 0", "absolute 1e308", "relative 0", "relative 0.5", "relative 1e300",
        "ulps 0", "ulps 18446744073709551615",
    ]

    @Test(arguments: relations)
    func `NaN, infinities and minus zero are what the table says`(relation: String) throws {
        let rig = try AnswerRig("whole; r real nonfinite relation=\(relation)")
        let special = ["nan", "inf", "-inf", "-0"]
        for (index, one) in special.enumerated() {
            for (place, other) in (special + ["0"]).enumerated() {
                let isSame = index == place || (index == 3 && place == 4)
                #expect(rig.same(one, other) == isSame, "\(one) and \(other)")
                #expect(rig.same(other, one) == isSame, "\(other) and \(one)")
                #expect(rig.distance(one, other) == (isSame ? 0 : .infinity))
                #expect(rig.distance(other, one) == (isSame ? 0 : .infinity))
            }
        }
        for other in ["1.7976931348623157e308", "-1.7976931348623157e308", "5e-324", "1"] {
            for one in special.dropLast() {
                #expect(rig.same(one, other) == false, "\(one) and \(other)")
                #expect(rig.distance(one, other) == .infinity)
            }
            #expect(rig.same("-0", other) == rig.same("0", other))
            #expect(rig.distance("-0", other) == rig.distance("0", other))
        }
    }

    @Test func `under bytes there are no numbers, only what was written`() throws {
        let rig = try AnswerRig("whole; r real nonfinite relation=bytes")
        #expect(rig.same("nan", "NaN") == false && rig.same("nan", "nan") == true)
        #expect(rig.same("-0", "0") == false && rig.same("1", "1.0") == false)
        #expect(rig.same(" 1 ", "1") == true)
        #expect(rig.distance("1", "7") == 1 && rig.distance("1", "1") == 0)
    }

    @Test func `ignored fields are read, but never differ`() throws {
        let rig = try AnswerRig("a integer relation=ignored; b integer")
        #expect(rig.same("1 2", "3 2") == true && rig.same("1 2", "1 3") == false)
        #expect(rig.distance("1 2", "9 2") == 0)
        #expect(rig.flaw("x 2") == "field 'a': expected an integer at byte 0")
    }

    @Test func `only the fields that are asked for are compared`() throws {
        let rig = try AnswerRig("a integer; b text; c real relation=absolute 0.5")
        let one = try #require(rig.wellFormed("1 x 2.0"))
        let other = try #require(rig.wellFormed("9 x 2.75"))
        #expect(rig.schema.same(one, other, in: [1]) && rig.schema.same(one, other, in: []))
        #expect(!rig.schema.same(one, other, in: [0]) && !rig.schema.same(one, other, in: [1, 2]))
        #expect(rig.schema.distance(one, other, in: [0]) == 8)
        #expect(rig.schema.distance(one, other, in: [2]) == 1.5)
        #expect(rig.schema.distance(one, other, in: [2, 1]) == 1.5)
        #expect(rig.schema.distance(one, other, in: [0, 1, 2]) == 8)
        #expect(rig.schema.distance(one, other, in: []) == 0)
    }

    @Test func `booleans and words are the same or 1 apart, however they are written`() throws {
        let boolean = try AnswerRig("whole; b boolean")
        #expect(boolean.same("1", "true") == true && boolean.distance("0", "true") == 1)
        let mode = try AnswerRig("whole; m enum=A|B|C")
        #expect(mode.same("C", " C") == true && mode.same("A", "C") == false)
        #expect(mode.distance("A", "C") == 1)
    }

    @Test func `each type has its own default, and it is allowed`() {
        let defaults: [(AnswerField.FieldType, Relation)] = [
            (.integer, .number), (.real, .number), (.boolean, .number), (.text, .bytes),
            (.enumeration(["A"]), .number), (.bits(width: 3), .bytes), (.json, .json),
        ]
        for (type, relation) in defaults {
            #expect(type.defaultRelation == relation)
            #expect(relation.flaw(for: type) == nil)
        }
    }

    @Test func `a relation is refused where it means nothing`() {
        let all: [Relation] = [
            .bytes, .json, .text, .set, .number, .absolute(1), .relative(1), .ulps(1), .bits(1),
            .ignored,
        ]
        let allowed: [(AnswerField.FieldType, [String])] = [
            (.integer, ["bytes", "number", "absolute", "relative", "ignored"]),
            (.real, ["bytes", "number", "absolute", "relative", "ulps", "ignored"]),
            (.text, ["bytes", "text", "set", "ignored"]),
            (.bits(width: 3), ["bytes", "bits", "ignored"]),
            (.boolean, ["bytes", "number", "ignored"]),
            (.enumeration(["A"]), ["bytes", "number", "ignored"]),
            (.json, ["bytes", "json", "ignored"]),
        ]
        for (type, names) in allowed {
            #expect(all.filter { $0.flaw(for: type) == nil }.map(\.name) == names)
        }
        #expect(
            Relation.ulps(1).flaw(for: .integer) == "relation 'ulps' is not for integer: "
                + "use number, absolute, relative, bytes or ignored")
    }

    @Test func `a tolerance that is negative, infinite or no number is refused`() {
        for (relation, cause) in [
            (Relation.absolute(-1), "'absolute' is negative"),
            (.relative(-0.0), "'relative' is negative"),
            (.absolute(.nan), "'absolute' is no number"),
            (.relative(.infinity), "'relative' is infinite"),
        ] {
            #expect(relation.flaw(for: .real) == "tolerance of \(cause)")
        }
        #expect(Relation.bits(-1).flaw(for: .bits(width: 2)) == "tolerance of 'bits' is negative")
    }

    /// A schema that was never checked must not bring the voter down.
    @Test(arguments: [
        Relation.absolute(-1), .absolute(.nan), .absolute(.infinity), .relative(-1),
        .relative(.nan),
        .relative(.infinity), .bits(-1), .bits(.max), .ulps(.max),
    ])
    func `a refused relation still compares without a trap`(relation: Relation) {
        for (type, texts) in [
            (AnswerField.FieldType.integer, ["1", "9223372036854775807", "-9223372036854775808"]),
            (.real, ["nan", "1e308", "-1e308", "-inf"]), (.bits(width: 2), ["00", "11"]),
        ] {
            let rig = AnswerRig(
                AnswerSchema(
                    format: .whole,
                    fields: [
                        AnswerField(
                            name: "x", type: type, allowsNonFinite: true, relation: relation)
                    ]))
            for one in texts {
                for other in texts {
                    _ = rig.same(one, other)
                    #expect(rig.distance(one, other)?.isNaN == false)
                }
            }
        }
    }
}
