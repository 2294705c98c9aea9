/// The items of a policy's text, from which a policy takes what it knows.
package struct PolicyItems {
    struct Item {
        var key: String
        /// Nil without an equals sign.
        var value: String?
        /// Of the key, in bytes.
        var offset: Int
        var valueOffset: Int
        var isTaken = false
    }

    /// Configured replicas.
    let replicas: Int
    /// The ensemble's own `agree`.
    let agree: Int?
    /// The first item: the policy's name and perhaps its main parameter.
    private(set) var name: Item
    private(set) var items: [Item] = []
    /// What was asked for: what a wrong key might have been meant to be.
    private var known: [String] = []
    private let length: Int

    init(_ text: String, replicas: Int, agree: Int?) throws(PolicyTextError) {
        self.replicas = replicas
        self.agree = agree
        let bytes = Array(text.utf8.prefix(PolicyText.bytesMax + 1))
        length = bytes.count
        guard bytes.count <= PolicyText.bytesMax else {
            throw PolicyTextError(
                .tooLong(limitBytes: PolicyText.bytesMax), at: PolicyText.bytesMax, found: "…",
                expected: "at most \(PolicyText.bytesMax) bytes")
        }
        var offset = 0
        let parts = bytes.split(
            separator: UInt8(ascii: ","), omittingEmptySubsequences: false
        ).map { part in
            defer { offset += part.count + 1 }
            return Self.item(part, at: offset)
        }
        name = parts[0]
        for item in parts.dropFirst() {
            guard let value = item.value, !item.key.isEmpty, !value.isEmpty else {
                throw PolicyTextError(
                    .missingValue, at: item.offset, found: item.key, expected: "'key=value'")
            }
            guard !items.contains(where: { $0.key == item.key }) else {
                throw PolicyTextError(
                    .duplicateKey, at: item.offset, found: item.key, expected: "each key once")
            }
            items.append(item)
        }
    }

    private static func item(_ part: ArraySlice<UInt8>, at offset: Int) -> Item {
        let space = UInt8(ascii: " ")
        let start = part.firstIndex { $0 != space } ?? part.endIndex
        let end = part.lastIndex { $0 != space }.map { $0 + 1 } ?? part.endIndex
        let body = part[min(start, end)..<end]
        let keyOffset = offset + (body.startIndex - part.startIndex)
        let sign = body.firstIndex(of: UInt8(ascii: "="))
        return Item(
            key: String(decoding: body[..<(sign ?? body.endIndex)], as: UTF8.self),
            value: sign.map { String(decoding: body[($0 + 1)...], as: UTF8.self) },
            offset: keyOffset,
            valueOffset: keyOffset + ((sign ?? body.endIndex) + 1 - body.startIndex))
    }

    /// Everything that is left must have been taken.
    func finish() throws(PolicyTextError) {
        if let value = name.value, !name.isTaken {
            throw PolicyTextError(
                .unknownKey, at: name.valueOffset, found: value,
                expected: "'\(name.key)' without a number")
        }
        guard let item = items.first(where: { !$0.isTaken }) else { return }
        throw PolicyTextError(
            .unknownKey, at: item.offset, found: item.key,
            expected: known.isEmpty
                ? "no more for '\(name.key)'"
                : "one of " + known.map { "'\($0)'" }.joined(separator: ", "),
            nearest: NearestName.of(item.key, among: known))
    }
}

extension PolicyItems {
    /// The value of a key, or of the name when `isMain`.
    private mutating func take(
        _ key: String, isMain: Bool
    ) throws(PolicyTextError) -> (text: String, offset: Int)? {
        known.append(key)
        let index = items.firstIndex { $0.key == key }
        if isMain, let value = name.value {
            if let index {
                throw PolicyTextError(
                    .duplicateKey, at: items[index].offset, found: key,
                    expected: "'\(name.key)=NUMBER' or '\(key)=NUMBER', not both")
            }
            name.isTaken = true
            return (value, name.valueOffset)
        }
        guard let index else { return nil }
        items[index].isTaken = true
        return (items[index].value ?? "", items[index].valueOffset)
    }

    /// A whole number within these bounds.
    mutating func integer(
        _ key: String, _ low: Int, _ high: Int, isMain: Bool = false, else otherwise: Int? = nil
    ) throws(PolicyTextError) -> Int {
        let expected = "a whole number from \(low) to \(high) for '\(key)'"
        guard let found = try take(key, isMain: isMain) else {
            guard let otherwise else { throw missing(key, expected) }
            guard low <= otherwise, otherwise <= high else {
                throw impossible("'\(key)' from \(low) to \(high), not \(otherwise)")
            }
            return otherwise
        }
        guard let number = Self.integer(found.text), low <= number, number <= high else {
            throw PolicyTextError(
                .badValue, at: found.offset, found: found.text, expected: expected)
        }
        return number
    }

    /// A finite number of which `isValid` holds.
    mutating func number(
        _ key: String, _ range: String, else otherwise: Double? = nil,
        where isValid: (Double) -> Bool
    ) throws(PolicyTextError) -> Double {
        let expected = "a number \(range) for '\(key)'"
        guard let found = try take(key, isMain: false) else {
            guard let otherwise else { throw missing(key, expected) }
            return otherwise
        }
        guard let number = Self.number(found.text), isValid(number) else {
            throw PolicyTextError(
                .badValue, at: found.offset, found: found.text, expected: expected)
        }
        return number
    }

    /// Numbers with colons between them; one stands for all replicas.
    mutating func numberOfEach(
        _ key: String, _ range: String, where isValid: (Double) -> Bool
    ) throws(PolicyTextError) -> [Double] {
        let expected = "1 or \(replicas) numbers \(range), with ':' between them, for '\(key)'"
        guard let found = try take(key, isMain: false) else { throw missing(key, expected) }
        var numbers: [Double] = []
        var offset = found.offset
        for part in found.text.utf8.split(
            separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        {
            let text = String(decoding: part, as: UTF8.self)
            guard let number = Self.number(text), isValid(number) else {
                throw PolicyTextError(.badValue, at: offset, found: text, expected: expected)
            }
            numbers.append(number)
            offset += part.count + 1
        }
        if numbers.count == 1 { return Array(repeating: numbers[0], count: replicas) }
        guard numbers.count == replicas else {
            throw PolicyTextError(
                .badValue, at: found.offset, found: found.text, expected: expected)
        }
        return numbers
    }

    /// One of a type's words.
    mutating func word<Word: RawRepresentable<String> & CaseIterable>(
        _ key: String, else otherwise: Word?
    ) throws(PolicyTextError) -> Word {
        let words = Word.allCases.map { $0.rawValue }
        let expected = words.map { "'\($0)'" }.joined(separator: " or ") + " for '\(key)'"
        guard let found = try take(key, isMain: false) else {
            guard let otherwise else { throw missing(key, expected) }
            return otherwise
        }
        guard let word = Word(rawValue: found.text) else {
            throw PolicyTextError(
                .badValue, at: found.offset, found: found.text, expected: expected,
                nearest: NearestName.of(found.text, among: words))
        }
        return word
    }

    func has(_ key: String) -> Bool { items.contains { $0.key == key } }

    /// All items as answers with a number each from 1 to the replicas.
    mutating func answers() throws(PolicyTextError) -> [(answer: [UInt8], needed: Int)] {
        var answers: [(answer: [UInt8], needed: Int)] = []
        for index in items.indices {
            items[index].isTaken = true
            let answer = try Self.unescape(items[index])
            let value = items[index].value ?? ""
            guard let needed = Self.integer(value), 1...replicas ~= needed else {
                throw PolicyTextError(
                    .badValue, at: items[index].valueOffset, found: value,
                    expected: "a whole number from 1 to \(replicas)")
            }
            guard !answers.contains(where: { $0.answer == answer }) else {
                throw PolicyTextError(
                    .duplicateKey, at: items[index].offset, found: items[index].key,
                    expected: "each answer once")
            }
            answers.append((answer, needed))
        }
        return answers
    }

    func missing(_ key: String, _ expected: String) -> PolicyTextError {
        PolicyTextError(
            .missingKey, at: length, found: "", expected: "',\(key)=…', \(expected)")
    }

    func impossible(_ expected: String) -> PolicyTextError {
        PolicyTextError(.impossible, at: name.offset, found: name.key, expected: expected)
    }
}

extension PolicyItems {
    private static func integer(_ text: String) -> Int? {
        guard 1...9 ~= text.utf8.count,
            text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
        else { return nil }
        return Int(text)
    }

    /// Decimal or scientific, finite.
    private static func number(_ text: String) -> Double? {
        guard 1...32 ~= text.utf8.count,
            text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
            let number = Double(text), number.isFinite
        else { return nil }
        return number
    }

    /// Bytes of an answer for a text: what has a meaning there, and all that is not a visible
    /// ASCII character, as `%` and two digits.
    static func escape(_ answer: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var escaped: [UInt8] = []
        for byte in answer {
            if 0x21...0x7E ~= byte && !",=%".utf8.contains(byte) {
                escaped.append(byte)
            } else {
                escaped += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    private static func unescape(_ item: Item) throws(PolicyTextError) -> [UInt8] {
        let bytes = Array(item.key.utf8)
        var answer: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "%") else {
                answer.append(bytes[index])
                index += 1
                continue
            }
            guard index + 2 < bytes.count, let high = digit(bytes[index + 1]),
                let low = digit(bytes[index + 2])
            else {
                throw PolicyTextError(
                    .badEscape, at: item.offset + index, found: item.key,
                    expected: "two hexadecimal digits after '%'")
            }
            answer.append(high << 4 | low)
            index += 3
        }
        return answer
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
