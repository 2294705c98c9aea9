import Testing
import Voting

/// Reads and compares answers that are written as strings, by a schema that is, too.
struct AnswerRig {
    let schema: AnswerSchema
    let all: [Int]

    init(_ text: String) throws { self.init(try SchemaText.parse(text)) }

    init(_ schema: AnswerSchema) {
        self.schema = schema
        all = Array(schema.fields.indices)
    }

    func read(_ bytes: [UInt8]) -> (answer: ReadAnswer, malformation: Malformation?) {
        var answer = ReadAnswer(schema: schema)
        let malformation = bytes.withUnsafeBytes { schema.read($0, into: &answer) }
        return (answer, malformation)
    }

    /// - Returns: nil, with an issue, when it is malformed.
    func wellFormed(
        _ text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) -> ReadAnswer? {
        let (answer, malformation) = read(Array(text.utf8))
        if let malformation {
            let found = malformation.text(schema: schema)
            Issue.record("'\(text)' is malformed: \(found)", sourceLocation: sourceLocation)
            return nil
        }
        return answer
    }

    /// `field 'x': expected …`; nil when it is well-formed.
    func flaw(_ text: String) -> String? {
        read(Array(text.utf8)).malformation?.text(schema: schema)
    }

    func number(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> Double? {
        wellFormed(text, sourceLocation: sourceLocation)?.values[0].number
    }

    func form(
        _ text: String, of field: Int = 0, sourceLocation: SourceLocation = #_sourceLocation
    ) -> String? {
        wellFormed(text, sourceLocation: sourceLocation).map {
            String(decoding: $0.form(of: field), as: UTF8.self)
        }
    }

    func same(
        _ one: String, _ other: String, sourceLocation: SourceLocation = #_sourceLocation
    ) -> Bool? {
        guard let one = wellFormed(one, sourceLocation: sourceLocation),
            let other = wellFormed(other, sourceLocation: sourceLocation)
        else { return nil }
        return schema.same(one, other, in: all)
    }

    func distance(
        _ one: String, _ other: String, sourceLocation: SourceLocation = #_sourceLocation
    ) -> Double? {
        guard let one = wellFormed(one, sourceLocation: sourceLocation),
            let other = wellFormed(other, sourceLocation: sourceLocation)
        else { return nil }
        return schema.distance(one, other, in: all)
    }
}

/// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, Fast Splittable Pseudorandom Number Generators,
/// OOPSLA 2014): one seed is one sequence.
struct AnswerRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// 0..<bound.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }
}
