/// From bytes to values.
extension AnswerSchema {
    /// Reads one answer. Never traps, whatever the bytes; allocates nothing once the answer has
    /// been used for one as long.
    ///
    /// Takes time linear in the number of bytes, but for sorting: n log n in the words of a set
    /// and in the members of a JSON object that are not sorted already.
    ///
    /// - `whole`, and `separated` by another byte than a space: blanks (spaces and tabs) around a
    ///   value are no part of it, except around text.
    /// - `json`: integers, reals and booleans are JSON's, and `0` and `1` are booleans, too. Bit
    ///   strings, words of enumerations and texts are strings. NaN and infinities, which JSON does
    ///   not have, are the strings `"nan"`, `"inf"`, `"-inf"`.
    /// - A range binds all numbers and infinities. NaN is in no range: it needs only
    ///   `allowsNonFinite`.
    ///
    /// - Parameter answer: made for this schema; overwritten.
    /// - Returns: nil when the answer is well-formed; otherwise the first field that is not.
    package func read(
        _ bytes: UnsafeRawBufferPointer, into answer: inout ReadAnswer
    ) -> Malformation? {
        answer.forms.removeAll(keepingCapacity: true)
        do throws(Malformation) {
            switch format {
            case .whole: _ = try readPiece(0, bytes, 0..<bytes.count, into: &answer)
            case .separated(UInt8(ascii: " ")): try readWords(bytes, into: &answer)
            case .separated(let byte): try readPieces(bytes, between: byte, into: &answer)
            case .json: try readMembers(bytes, into: &answer)
            }
            return nil
        } catch {
            answer.forms.removeAll(keepingCapacity: true)
            for index in answer.values.indices { answer.values[index] = ReadAnswer.Value() }
            return error
        }
    }

    /// Between two fields, and around all of them, any run of blanks.
    private func readWords(
        _ bytes: UnsafeRawBufferPointer, into answer: inout ReadAnswer
    ) throws(Malformation) {
        var at = 0
        func skipBlanks() {
            while at < bytes.count, Blanks.isBlank(bytes[at]) { at += 1 }
        }
        var index = 0
        while index < fields.count {
            skipBlanks()
            let start = at
            while at < bytes.count, !Blanks.isBlank(bytes[at]) { at += 1 }
            if start == at { throw Malformation(.missing, field: index, offset: start) }
            index = try readPiece(index, bytes, start..<at, into: &answer)
        }
        skipBlanks()
        if at < bytes.count { throw Malformation(.surplus, field: nil, offset: at) }
    }

    /// Between two fields exactly one separator.
    private func readPieces(
        _ bytes: UnsafeRawBufferPointer, between separator: UInt8, into answer: inout ReadAnswer
    ) throws(Malformation) {
        var start = 0
        var index = 0
        while index < fields.count {
            if start > bytes.count {
                throw Malformation(.missing, field: index, offset: bytes.count)
            }
            var end = start
            while end < bytes.count, bytes[end] != separator { end += 1 }
            index = try readPiece(index, bytes, start..<end, into: &answer)
            start = end + 1
        }
        if start <= bytes.count { throw Malformation(.surplus, field: nil, offset: start - 1) }
    }

    /// The field of this index, and those that are joined to it.
    ///
    /// - Returns: the index of the next field that is not.
    private func readPiece(
        _ first: Int, _ bytes: UnsafeRawBufferPointer, _ piece: Range<Int>,
        into answer: inout ReadAnswer
    ) throws(Malformation) -> Int {
        var index = first
        var rest = piece
        while index + 1 < fields.count, fields[index + 1].isJoined {
            if index == first { rest = Blanks.trimmed(bytes, piece) }
            guard case .bits(let width) = fields[index].type else { break }
            let cut = min(rest.lowerBound + width, rest.upperBound)
            try readField(index, bytes, rest.lowerBound..<cut, into: &answer)
            rest = cut..<rest.upperBound
            index += 1
        }
        try readField(index, bytes, rest, into: &answer)
        return index + 1
    }

    private func readField(
        _ index: Int, _ bytes: UnsafeRawBufferPointer, _ piece: Range<Int>,
        into answer: inout ReadAnswer
    ) throws(Malformation) {
        do throws(Malformation) {
            try fields[index].readWritten(bytes, piece, into: &answer, at: index)
        } catch {
            throw Malformation(error.reason, field: index, offset: error.offset)
        }
    }
}

/// Spaces and tabs.
enum Blanks {
    @inline(__always) static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    /// The piece without the blanks around it.
    static func trimmed(_ bytes: UnsafeRawBufferPointer, _ piece: Range<Int>) -> Range<Int> {
        var start = piece.lowerBound
        var end = piece.upperBound
        while start < end, isBlank(bytes[start]) { start += 1 }
        while start < end, isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }
}
