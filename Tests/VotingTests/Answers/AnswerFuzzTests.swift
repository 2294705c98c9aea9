import Glibc
import Testing
import Voting

/// Random and mutated lines against every type, format and relation.
///
/// Nothing may trap; what is read is the same each time, in a fresh answer and a used one; a place
/// lies within the line; a well-formed answer is the same as itself; canonical forms are their own.
/// `THRICE_FUZZ_LINES` says how many lines; `make fuzz` reads 10 million.
@Suite struct AnswerFuzzTests {
    struct Target: Sendable, CustomTestStringConvertible {
        let schema: String
        let lines: [String]

        var testDescription: String { schema }
    }

    static let lineCount: Int = {
        guard let text = getenv("THRICE_FUZZ_LINES"), let count = Int(String(cString: text)) else {
            return 300_000
        }
        return count
    }()

    static let targets: [Target] = [
        Target(
            schema: "whole; i integer range=-1e15..1e18", lines: ["15", " -9223372036854775807 "]),
        Target(
            schema: "whole; r real nonfinite range=-1e300..inf relation=relative 1e-6",
            lines: ["1.5e3", "-0.000", "nan", "infinity", "2.2250738585072011e-308"]),
        Target(schema: "whole; j json", lines: jsons),
        Target(
            schema: "whole; t text relation=set", lines: ["b a  b\tc", "x", "the quick the lazy"]),
        Target(
            schema:
                "a real relation=absolute 0.5; b bits 5 relation=bits 1; c enum=ON|OFF; d boolean",
            lines: ["1.25 01010 ON true", "\t-3e2  11111 OFF 0 "]),
        Target(
            schema: "separator=,; a real relation=ulps 4; b text relation=text; c json; "
                + "d integer relation=relative 0.1; e bits 3",
            lines: ["1.25, a  b ,[1],7,010", "-1e-320,,\"x\",-9223372036854775808, 111"]),
        Target(
            schema: "json; a real nonfinite relation=bytes; b bits 3; c enum=ON|OFF; d boolean; "
                + "e integer relation=absolute 3; f text relation=set; g json",
            lines: [
                #"{"a":1.5,"b":"010","c":"ON","d":true,"e":-7,"f":"b a","g":[{"z":1,"y":2}]}"#,
                #"{"g":{},"f":"\u0041\n","e":0,"d":0,"c":"O\u004E","b":"111","a":"-inf","z":0}"#,
            ]),
        Target(
            schema: "separator=%00; a text relation=ignored; b boolean relation=bytes; "
                + "c enum=é|x%20y relation=bytes; d json relation=bytes",
            lines: ["\u{FF}\u{0}1\u{0}é\u{0}[1]", "\u{0}false\u{0}x y \u{0} {} "]),
    ]

    private static let jsons = [
        #"{"b":[1,2.50,-0,1e5],"a":{"y":null,"x":true},"":"\u00e9\ud83d\ude00é😀"}"#,
        #"[[[{"k":[{}]}]],0.1e-7,"\\\"\/\b\f\n\r\t"]"#, "-12.5e+10", "\"text\"",
    ]

    @Test(arguments: targets)
    func `no line does more than be read or be refused`(target: Target) throws {
        let rig = try AnswerRig(target.schema)
        var lines = AnswerMutator(seed: 2026, valid: target.lines)
        var check = FuzzCheck(rig)
        for _ in 0..<(Self.lineCount / Self.targets.count) {
            let line = lines.next()
            if let problem = check.problem(line) {
                Issue.record("\(problem): \(String(decoding: line, as: UTF8.self)) \(line)")
                return
            }
        }
        // Mutations that leave nothing well-formed, or everything, would test nothing.
        let takesAnything = rig.schema.format == .whole && rig.schema.fields[0].type == .text
        #expect(check.wellFormed > 0 && (check.malformed > 0) != takesAnything)
    }

    @Test func `no text of a schema or relation does more than be read or be refused`() throws {
        let schemas = Self.targets.map(\.schema) + ["CMV bits 15; LAUNCH boolean"]
        let relations = ["bytes", "absolute 0.0005", "relative 1e-06", "ulps 4", "bits 2", "set"]
        var lines = AnswerMutator(seed: 2027, valid: schemas + relations)
        var parsed = 0
        for _ in 0..<(Self.lineCount / 10) {
            let text = String(decoding: lines.next(), as: UTF8.self)
            do throws(TextFlaw) {
                let schema = try SchemaText.parse(text)
                parsed += 1
                #expect(schema.flaw == nil)
                #expect(try SchemaText.parse(SchemaText.format(schema)) == schema)
            } catch {
                #expect(0...text.utf8.count ~= error.offset)
            }
            do throws(TextFlaw) {
                let relation = try RelationText.parse(text)
                parsed += 1
                #expect(try RelationText.parse(RelationText.format(relation)) == relation)
            } catch {
                #expect(0...text.utf8.count ~= error.offset)
            }
        }
        #expect(parsed > 0)
    }
}

/// What must hold for every line.
struct FuzzCheck {
    private let schema: AnswerSchema
    private let all: [Int]
    /// Read into again and again.
    private var used: ReadAnswer
    private var fresh: ReadAnswer
    private var last: ReadAnswer?
    private(set) var wellFormed = 0
    private(set) var malformed = 0

    init(_ rig: AnswerRig) {
        schema = rig.schema
        all = rig.all
        used = ReadAnswer(schema: schema)
        fresh = used
    }

    /// - Returns: what does not hold.
    mutating func problem(_ line: [UInt8]) -> String? {
        let malformation = line.withUnsafeBytes { schema.read($0, into: &used) }
        fresh = ReadAnswer(schema: schema)
        guard malformation == line.withUnsafeBytes({ schema.read($0, into: &fresh) }),
            used.forms == fresh.forms, hasSameValues(used, fresh)
        else { return "read differently the second time" }
        if let malformation {
            malformed += 1
            return problem(malformation, line)
        }
        wellFormed += 1
        for value in used.values
        where !(0 <= value.start && value.start <= value.end && value.end <= used.forms.count) {
            return "a form outside of the forms"
        }
        guard schema.same(used, fresh, in: all), schema.distance(used, fresh, in: all) == 0 else {
            return "not the same as itself"
        }
        if let problem = problemWithLast() ?? problemOfForms() { return problem }
        last = fresh
        return nil
    }

    private func problem(_ malformation: Malformation, _ line: [UInt8]) -> String? {
        guard 0...line.count ~= malformation.offset else { return "a place outside of the line" }
        guard malformation.field.map({ all.indices ~= $0 }) ?? true else {
            return "a field that is none"
        }
        return malformation.text(schema: schema).isEmpty ? "no text" : nil
    }

    private func problemWithLast() -> String? {
        guard let last else { return nil }
        let distance = schema.distance(used, last, in: all)
        guard distance >= 0, distance == schema.distance(last, used, in: all),
            schema.same(used, last, in: all) == schema.same(last, used, in: all)
        else { return "not symmetric" }
        return schema.same(used, last, in: all) && distance > 1 ? "the same, but apart" : nil
    }

    /// What is compared by JSON, text or set must be read as itself.
    private mutating func problemOfForms() -> String? {
        guard schema.format == .whole, used.forms.count > 0 else { return nil }
        guard used.forms.withUnsafeBytes({ schema.read($0, into: &fresh) }) == nil,
            used.forms == fresh.forms
        else { return "a canonical form that is not its own" }
        return nil
    }

    private func hasSameValues(_ one: ReadAnswer, _ other: ReadAnswer) -> Bool {
        one.values.elementsEqual(other.values) {
            $0.number.bitPattern == $1.number.bitPattern && $0.integer == $1.integer
                && $0.start == $1.start && $0.end == $1.end
        }
    }
}
