/// One value, as it stands in an answer that is not JSON.
extension AnswerField {
    /// - Throws: a malformation without a field.
    func readWritten(
        _ bytes: UnsafeRawBufferPointer, _ piece: Range<Int>, into answer: inout ReadAnswer,
        at index: Int
    ) throws(Malformation) {
        var value = ReadAnswer.Value()
        value.start = answer.forms.count
        switch type {
        case .text:
            Self.append(bytes, piece, to: &answer.forms)
            finishText(&answer, from: value.start)
        case .json:
            try answer.json.read(bytes, piece)
            if relation == .json {
                answer.forms.append(contentsOf: answer.json.text)
            } else if relation == .bytes {
                Self.append(bytes, piece, to: &answer.forms)
            }
        case .integer, .real, .boolean:
            let token = Blanks.trimmed(bytes, piece)
            try readNumber(bytes, token, into: &value)
            if relation == .bytes { Self.append(bytes, token, to: &answer.forms) }
        case .bits, .enumeration:
            let token = Blanks.trimmed(bytes, piece)
            Self.append(bytes, token, to: &answer.forms)
            try readWord(&answer.forms, into: &value, offset: token.lowerBound)
        }
        value.end = answer.forms.count
        answer.values[index] = value
    }

    /// An integer, a real or a boolean.
    func readNumber(
        _ bytes: UnsafeRawBufferPointer, _ token: Range<Int>, into value: inout ReadAnswer.Value
    ) throws(Malformation) {
        let isInRange: Bool
        switch type {
        case .integer:
            value.integer = try IntegerText.read(bytes, token)
            value.number = Double(value.integer)
            isInRange = range.map { IntegerText.isWithin(value.integer, $0) } ?? true
        case .real:
            value.number = try RealText.read(bytes, token, allowsNonFinite: allowsNonFinite)
            isInRange = value.number.isNaN || range?.contains(value.number) ?? true
        default:
            value.number = try Self.readBoolean(bytes, token)
            isInRange = true
        }
        guard isInRange else {
            throw Malformation(.outOfRange, field: nil, offset: token.lowerBound)
        }
    }

    private static func readBoolean(
        _ bytes: UnsafeRawBufferPointer, _ token: Range<Int>
    ) throws(Malformation) -> Double {
        func holds(_ word: StaticString) -> Bool {
            guard token.count == word.utf8CodeUnitCount else { return false }
            for index in 0..<token.count
            where bytes[token.lowerBound + index] != word.utf8Start[index] {
                return false
            }
            return true
        }
        if holds("1") || holds("true") { return 1 }
        if holds("0") || holds("false") { return 0 }
        throw Malformation(.notABoolean, field: nil, offset: token.lowerBound)
    }

    /// A bit string or a word of an enumeration: the last of the forms, from `value.start` on.
    ///
    /// - Parameter offset: where the form's first byte stands in the answer.
    func readWord(
        _ forms: inout [UInt8], into value: inout ReadAnswer.Value, offset: Int
    ) throws(Malformation) {
        if case .bits(let width) = type {
            let found = forms.count - value.start
            for place in 0..<min(found, width) where forms[value.start + place] & 0xFE != 0x30 {
                throw Malformation(.notBits, field: nil, offset: offset + place)
            }
            if found != width {
                let wrong = offset + min(found, width)
                throw Malformation(.wrongWidth(found: found), field: nil, offset: wrong)
            }
        } else if case .enumeration(let words) = type {
            guard let index = Self.index(in: words, of: forms, from: value.start) else {
                throw Malformation(.notAWord, field: nil, offset: offset)
            }
            value.number = Double(index)
            if relation != .bytes { forms.removeLast(forms.count - value.start) }
        }
    }

    private static func index(
        in words: [String], of forms: [UInt8], from start: Int
    ) -> Int? {
        words.firstIndex { word in
            guard word.utf8.count == forms.count - start else { return false }
            var place = start
            for byte in word.utf8 {
                if byte != forms[place] { return false }
                place += 1
            }
            return true
        }
    }

    /// Brings the last of the forms into what the relation compares.
    func finishText(_ answer: inout ReadAnswer, from start: Int) {
        switch relation {
        case .text: Spaces.normalise(&answer.forms, from: start)
        case .set: answer.words.normalise(&answer.forms, from: start)
        case .ignored: answer.forms.removeLast(answer.forms.count - start)
        default: break
        }
    }

    static func append(
        _ bytes: UnsafeRawBufferPointer, _ piece: Range<Int>, to forms: inout [UInt8]
    ) {
        forms.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[piece]))
    }
}
