import Testing
import Voting

/// One JSON value, written in many ways.
@Suite struct JSONShuffleTests {
    private indirect enum Value {
        case number(mantissa: Int, exponent: Int)
        case string([Unicode.Scalar])
        case word(String)
        case array([Value])
        case object([([Unicode.Scalar], Value)])
    }

    private let rig = AnswerRig(
        AnswerSchema(
            format: .whole, fields: [AnswerField(name: "j", type: .json, relation: .json)]))

    private static let scalars: [Unicode.Scalar] = [
        "a", "b", "\"", "\\", "/", "\n", "\0", "\u{1F}", "\u{7F}", "é", "\u{FFFF}", "😀", " ",
    ]

    private func scalars(_ random: inout AnswerRandom) -> [Unicode.Scalar] {
        (0..<random.below(4)).map { _ in random.pick(Self.scalars) }
    }

    private func value(_ random: inout AnswerRandom, depth: Int) -> Value {
        switch random.below(depth > 3 ? 3 : 6) {
        case 0:
            return .number(mantissa: random.below(2_000) - 1_000, exponent: random.below(40) - 20)
        case 1: return .string(scalars(&random))
        case 2: return .word(random.pick(["true", "false", "null"]))
        case 3: return .array((0..<random.below(4)).map { _ in value(&random, depth: depth + 1) })
        default:
            var members: [([Unicode.Scalar], Value)] = []
            for index in 0..<random.below(6) {
                // A number at the end keeps the names apart.
                let name = scalars(&random) + Array("\(index)".unicodeScalars)
                members.append((name, value(&random, depth: depth + 1)))
            }
            return .object(members)
        }
    }

    private func write(_ value: Value, _ random: inout AnswerRandom) -> String {
        func blanks() -> String { random.pick(["", "", " ", "\t", "\r\n "]) }
        switch value {
        case .number(let mantissa, let exponent):
            let sign = mantissa < 0 ? "-" : ""
            let digits = String(mantissa.magnitude)
            return switch random.below(4) {
            case 0: "\(sign)\(digits)e\(exponent)"
            case 1: "\(sign)\(digits)00.000E\(exponent - 2)"
            case 2:
                "\(sign)0.00\(digits)e+\(exponent + digits.utf8.count + 2)".replacing(
                    "+-", with: "-")
            default: "\(sign)\(digits).0e\(exponent)"
            }
        case .string(let scalars): return write(scalars, &random)
        case .word(let word): return word
        case .array(let values):
            var items: [String] = []
            for value in values { items.append(blanks() + write(value, &random) + blanks()) }
            return "[" + items.joined(separator: ",") + "]"
        case .object(let members):
            var items: [String] = []
            for (name, value) in members.shuffled(using: &random) {
                let name = write(name, &random)
                items.append(
                    blanks() + name + blanks() + ":" + blanks() + write(value, &random) + blanks())
            }
            return "{" + items.joined(separator: ",") + "}"
        }
    }

    private func write(_ scalars: [Unicode.Scalar], _ random: inout AnswerRandom) -> String {
        func escape(_ unit: UInt16) -> String {
            let digits = String(unit, radix: 16, uppercase: random.below(2) == 0)
            return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        }
        var text = "\""
        for scalar in scalars {
            if scalar.value < 0x20 || scalar == "\"" || scalar == "\\" || random.below(2) == 0 {
                for unit in String(scalar).utf16 { text += escape(unit) }
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    @Test func `a value has one form however it is written, and the form is its own`() {
        var random = AnswerRandom(seed: 7)
        for _ in 0..<4_000 {
            let value = value(&random, depth: 0)
            let one = rig.form(write(value, &random))
            #expect(one == rig.form(write(value, &random)))
            if let one { #expect(rig.form(one) == one) }
        }
    }

    @Test func `a number that is another one has another form`() {
        var random = AnswerRandom(seed: 8)
        for _ in 0..<4_000 {
            let mantissa = random.below(1 << 60)
            let exponent = random.below(600) - 300
            let one = write(.number(mantissa: mantissa, exponent: exponent), &random)
            let other = write(.number(mantissa: mantissa + 1, exponent: exponent), &random)
            #expect(rig.same(one, other) == false, "\(one) and \(other)")
        }
    }
}
