/// Answers that are one JSON object.
extension AnswerSchema {
    func readMembers(
        _ bytes: UnsafeRawBufferPointer, into answer: inout ReadAnswer
    ) throws(Malformation) {
        try answer.json.read(bytes, 0..<bytes.count)
        guard answer.json.text.first == UInt8(ascii: "{") else {
            var cursor = Cursor(bytes, 0..<bytes.count)
            cursor.skipJSONBlanks()
            throw Malformation(.notAnObject, field: nil, offset: cursor.at)
        }
        for index in fields.indices {
            guard let member = answer.json.member(named: answer.memberNames[index]) else {
                throw Malformation(.missing, field: index, offset: bytes.count)
            }
            do throws(Malformation) {
                try fields[index].readMember(bytes, member, into: &answer, at: index)
            } catch {
                throw Malformation(error.reason, field: index, offset: error.offset)
            }
        }
    }
}

/// One value, as a member of a JSON object; what it says is known to be JSON.
extension AnswerField {
    /// - Throws: a malformation without a field.
    func readMember(
        _ bytes: UnsafeRawBufferPointer, _ member: CanonicalJSON.Member,
        into answer: inout ReadAnswer, at index: Int
    ) throws(Malformation) {
        var value = ReadAnswer.Value()
        value.start = answer.forms.count
        let isString = bytes[member.written.lowerBound] == UInt8(ascii: "\"")
        switch type {
        case .json:
            if relation == .json {
                answer.forms.append(contentsOf: answer.json.text[member.value..<member.end])
            } else if relation == .bytes {
                Self.append(bytes, member.written, to: &answer.forms)
            }
        case .integer, .real, .boolean:
            var token = member.written
            if type == .real, allowsNonFinite, isString {
                token = (token.lowerBound + 1)..<(token.upperBound - 1)
                guard RealText.isNonFinite(bytes, token) else {
                    throw Malformation(.notANumber, field: nil, offset: member.written.lowerBound)
                }
            }
            try readNumber(bytes, token, into: &value)
            if relation == .bytes { Self.append(bytes, member.written, to: &answer.forms) }
        case .text:
            guard isString else { throw noString(member, .notText) }
            answer.json.appendContent(of: member.value..<member.end, to: &answer.forms)
            finishText(&answer, from: value.start)
        case .bits, .enumeration:
            guard isString else { throw noString(member, noStringReason) }
            answer.json.appendContent(of: member.value..<member.end, to: &answer.forms)
            try readQuoted(member, &answer.forms, into: &value)
        }
        value.end = answer.forms.count
        answer.values[index] = value
    }

    private var noStringReason: Malformation.Reason {
        if case .bits = type { .notBits } else { .notAWord }
    }

    private func noString(
        _ member: CanonicalJSON.Member, _ reason: Malformation.Reason
    ) -> Malformation {
        Malformation(reason, field: nil, offset: member.written.lowerBound)
    }

    private func readQuoted(
        _ member: CanonicalJSON.Member, _ forms: inout [UInt8],
        into value: inout ReadAnswer.Value
    ) throws(Malformation) {
        let hasEscapes = member.written.count != forms.count - value.start + 2
        let offset = member.written.lowerBound + 1
        do throws(Malformation) {
            try readWord(&forms, into: &value, offset: offset)
        } catch {
            // Behind an escape, places in the string are no longer places in the answer.
            throw Malformation(error.reason, field: nil, offset: hasEscapes ? offset : error.offset)
        }
    }
}
