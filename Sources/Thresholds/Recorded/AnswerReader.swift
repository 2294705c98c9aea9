import Voting

/// Cuts recorded answers into what is compared and counts what is the same.
///
/// Answers are lines of bytes; one is none when its line is empty or its first word is `ERR`. With
/// a schema it also is when the schema cannot read it; the fields are the schema's, and what is the
/// same they say (`SchemaReading`).
///
/// Without a schema, fields are what spaces and tabs separate, and the same when their bytes are.
/// An answer is none, too, when a field that is voted on is missing, or when one of them is of bits
/// and holds anything but as many `0` and `1` as the truth (without one: as the first answer that
/// is well-formed). Fields that are only looked at never make it none.
package struct AnswerReader: Sendable {
    package var schema: AnswerSchema?
    /// Indices from 0; empty, only without a schema: the whole line, byte by byte.
    package var fields: [Int] = []
    /// The field and its value that lets the hazardous thing happen.
    package var permissive: PermissiveValue?
    /// Fields whose characters are conditions of their own; by a schema, bit strings.
    package var bits: [Int] = []
    /// Fields that are conditions as a whole.
    package var wholeConditions: [Int] = []

    package init() {}

    package struct PermissiveValue: Equatable, Sendable {
        package var field: Int
        package var value: [UInt8]

        package init(field: Int, value: [UInt8]) {
            self.field = field
            self.value = value
        }
    }

    package enum Problem: Error, Equatable {
        /// The truth's answer to this demand, from 1, cannot be right: it is none, because the
        /// schema says this.
        case noTruth(demand: Int, because: String? = nil)
        /// No version and no truth has such a field, from 1, that is all `0` and `1`.
        case noBits(field: Int)
    }

    /// What was read.
    package struct Reading: Sendable {
        package var votes: RecordedVotes
        package var permissive: PermissiveVotes?
        package var conditions: [Condition]
        /// Demands on which being the same was not transitive, so that who is in whose class
        /// depends on the order of the versions; nil where it always is.
        package var intransitiveDemands: Int?
    }

    /// How a condition is called: a field by its name, without a schema by its number from 1; a bit
    /// by its field and its number from 0, leftmost first. A field of one bit is that bit.
    package func label(_ field: Int, bit: Int? = nil) -> String {
        let name = schema.map { $0.fields[field].name } ?? "\(field + 1)"
        guard let bit else { return name }
        let isField = bit == 0 && schema?.fields[field].type == .bits(width: 1)
        return isField ? name : "\(name).\(bit)"
    }

    /// - Parameters:
    ///   - versions: by version, its lines; equally many for all.
    ///   - truth: as many lines.
    /// - Throws: `Problem`.
    package func read(
        versions: [[ArraySlice<UInt8>]], truth: [ArraySlice<UInt8>]?
    ) throws(Problem) -> Reading {
        if let schema {
            let reading = SchemaReading(self, schema, hasTruth: truth != nil)
            return try reading.read((truth.map { [$0] } ?? []) + versions)
        }
        let widths = try bitWidths(versions: versions, truth: truth)
        let parsed = versions.map { $0.map { parse($0, widths) } }
        let right = truth?.map { parse($0, widths) }
        if let demand = right?.firstIndex(where: { $0 == nil }) {
            throw .noTruth(demand: demand + 1)
        }
        return Reading(
            votes: votes(parsed, right) { compared($0) }, permissive: permissive(parsed, right),
            conditions: conditions(parsed, right, widths))
    }

    private struct Answer {
        let line: ArraySlice<UInt8>
        let words: [ArraySlice<UInt8>]

        subscript(field: Int) -> ArraySlice<UInt8>? { field < words.count ? words[field] : nil }

        /// The field, when it is so many `0` and `1`.
        func bits(_ field: Int, width: Int) -> ArraySlice<UInt8>? {
            guard let word = self[field], word.count == width, areBits(word) else { return nil }
            return word
        }
    }

    private func parse(_ line: ArraySlice<UInt8>, _ widths: [Int: Int]) -> Answer? {
        guard Self.hasAnswer(line) else { return nil }
        let answer = Answer(line: line, words: Self.words(line))
        let voted = fields + (permissive.map { [$0.field] } ?? [])
        guard answer.words.count > voted.max() ?? 0 else { return nil }
        for (field, width) in widths where fields.isEmpty || voted.contains(field) {
            guard answer.bits(field, width: width) != nil else { return nil }
        }
        return answer
    }

    /// The first word of an answer that is none.
    private static let error = Array("ERR".utf8)[...]

    /// Whether the line has a word, and the first one is not `ERR`.
    static func hasAnswer(_ line: ArraySlice<UInt8>) -> Bool {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let first = line.drop(while: isBlank).prefix { !isBlank($0) }
        return !first.isEmpty && first != error
    }

    private static func words(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    private func bitWidths(
        versions: [[ArraySlice<UInt8>]], truth: [ArraySlice<UInt8>]?
    ) throws(Problem) -> [Int: Int] {
        var widths: [Int: Int] = [:]
        for field in bits {
            let lines = truth.map { [$0] } ?? versions
            let width = lines.lazy.flatMap { $0 }.compactMap { line -> Int? in
                let words = Self.words(line)
                guard field < words.count, areBits(words[field]) else { return nil }
                return words[field].count
            }.first
            guard let width else { throw .noBits(field: field + 1) }
            widths[field] = width
        }
        return widths
    }

    private func compared(_ answer: Answer) -> [UInt8] {
        if fields.isEmpty { return Array(answer.line) }
        return Array(fields.map { answer.words[$0] }.joined(separator: [UInt8(ascii: " ")]))
    }

    private func votes<Value: Hashable>(
        _ parsed: [[Answer?]], _ right: [Answer?]?, _ value: (Answer) -> Value?
    ) -> RecordedVotes {
        var known: [Value: Int32] = [:]
        func number(_ answer: Answer?) -> Int32 {
            guard let value = answer.flatMap(value) else { return RecordedVotes.noAnswer }
            let next = Int32(known.count)
            if let number = known[value] { return number }
            known[value] = next
            return next
        }
        let truth = right?.map(number)
        return RecordedVotes(classes: parsed.map { $0.map(number) }, truth: truth)
    }

    private func permissive(_ parsed: [[Answer?]], _ right: [Answer?]?) -> PermissiveVotes? {
        guard let permissive else { return nil }
        func allowed(_ answers: [Answer?]) -> DemandSet {
            DemandSet(count: answers.count) {
                answers[$0]?.words[permissive.field].elementsEqual(permissive.value) ?? false
            }
        }
        return PermissiveVotes(
            allowing: parsed.map(allowed), must: right.map(allowed), demands: parsed[0].count)
    }

    private func conditions(
        _ parsed: [[Answer?]], _ right: [Answer?]?, _ widths: [Int: Int]
    ) -> [Condition] {
        let ofBits = bits.flatMap { field in
            (0..<(widths[field] ?? 0)).map { bit in
                Condition(
                    label: label(field, bit: bit), isBit: true,
                    votes: Self.bit(bit, of: field, width: widths[field] ?? 0, parsed, right))
            }
        }
        let ofFields = wholeConditions.map { field in
            Condition(
                label: label(field), isBit: false, decidesAlone: fields == [field],
                votes: votes(parsed, right) { $0[field] })
        }
        return ofBits + ofFields
    }

    private static func bit(
        _ bit: Int, of field: Int, width: Int, _ parsed: [[Answer?]], _ right: [Answer?]?
    ) -> RecordedVotes {
        func value(_ answer: Answer?) -> Int32 {
            guard let word = answer?.bits(field, width: width) else {
                return RecordedVotes.noAnswer
            }
            return word[word.startIndex + bit] == UInt8(ascii: "1") ? 1 : 0
        }
        return RecordedVotes(
            classes: parsed.map { $0.map(value) }, truth: right?.map(value))
    }
}

private func areBits(_ word: ArraySlice<UInt8>) -> Bool {
    word.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") }
}
