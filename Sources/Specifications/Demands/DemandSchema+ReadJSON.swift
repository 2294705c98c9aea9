import Voting

/// Demands that are one JSON object.
extension DemandSchema {
    func readMembers(
        _ bytes: UnsafeRawBufferPointer, into demand: inout ReadDemand
    ) throws(DemandFlaw) {
        guard let schema = demand.memberSchema, var members = demand.members else { return }
        // Its buffers are handed over and back, so that nothing is copied.
        demand.members = nil
        defer { demand.members = members }
        if let malformation = schema.read(bytes, into: &members) {
            throw Self.flaw(malformation, schema: schema)
        }
        for index in fields.indices {
            do throws(DemandFlaw) {
                let value = members.values[index]
                try readMember(members.forms, value.start..<value.end, index, into: &demand)
            } catch {
                throw DemandFlaw(error.reason, field: index, element: error.element, offset: nil)
            }
        }
    }

    private func readMember(
        _ forms: [UInt8], _ range: Range<Int>, _ index: Int, into demand: inout ReadDemand
    ) throws(DemandFlaw) {
        var flaw: DemandFlaw?
        forms.withUnsafeBytes { bytes in
            do throws(DemandFlaw) {
                let piece = Piece(bytes, range)
                if fields[index].count == nil {
                    try read(piece, as: index, into: &demand)
                } else {
                    try readArray(piece, index, into: &demand)
                }
            } catch { flaw = error }
        }
        if let flaw { throw flaw }
    }

    private func readArray(
        _ piece: Piece, _ index: Int, into demand: inout ReadDemand
    ) throws(DemandFlaw) {
        let expected = try count(of: index, in: demand)
        guard var elements = ArrayElements(piece) else {
            throw DemandFlaw(.notAList, field: nil, offset: nil)
        }
        demand.fields[index].start = demand.numbers.count
        var found = 0
        while let element = elements.next() {
            if found < expected { try readElement(found, element, index, into: &demand) }
            found += 1
        }
        if found != expected {
            throw DemandFlaw(
                .wrongCount(found: found, expected: expected), field: nil, offset: nil)
        }
        demand.finishList(index, count: found)
    }

    /// Words of an enumeration are strings, everything else is not.
    private func readElement(
        _ number: Int, _ element: Piece, _ index: Int, into demand: inout ReadDemand
    ) throws(DemandFlaw) {
        guard case .enumeration(let words) = fields[index].type else {
            try readElement(number, element, of: index, into: &demand)
            return
        }
        guard let word = JSONString.content(element.content),
            let place = words.firstIndex(where: { word.elementsEqual($0.utf8) })
        else { throw DemandFlaw(.notAWord, field: nil, element: number, offset: nil) }
        demand.numbers.append(Int64(place))
    }

    private static func flaw(_ malformation: Malformation, schema: AnswerSchema) -> DemandFlaw {
        switch malformation.reason {
        case .missing:
            return DemandFlaw(.missing, field: malformation.field, offset: nil)
        case .notText:
            return DemandFlaw(
                .notText, field: malformation.field, offset: malformation.offset)
        case .notAnObject: return whole("expected a JSON object", malformation)
        case .duplicateMember: return whole("a member for the second time", malformation)
        case .nestedTooDeeply: return whole("nested too deeply", malformation)
        default: return whole("expected JSON", malformation)
        }
    }

    private static func whole(_ text: String, _ malformation: Malformation) -> DemandFlaw {
        DemandFlaw(.notAnObject(text), field: nil, offset: malformation.offset)
    }
}

/// The elements of an array that is known to be JSON.
struct ArrayElements {
    private let bytes: UnsafeRawBufferPointer
    private var at: Int
    private let end: Int

    /// - Returns: nil for anything else.
    init?(_ piece: Piece) {
        let range = piece.range
        guard range.count >= 2, piece.bytes[range.lowerBound] == UInt8(ascii: "["),
            piece.bytes[range.upperBound - 1] == UInt8(ascii: "]")
        else { return nil }
        bytes = piece.bytes
        at = range.lowerBound + 1
        end = range.upperBound - 1
        skipBlanks()
    }

    mutating func next() -> Piece? {
        guard at < end else { return nil }
        let start = at
        var depth = 0
        var isString = false
        scan: while at < end {
            switch bytes[at] {
            case UInt8(ascii: "\\") where isString: at += 1
            case UInt8(ascii: "\""): isString.toggle()
            case _ where isString: break
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ",") where depth == 0: break scan
            default: break
            }
            at += 1
        }
        var stop = min(at, end)
        while stop > start, Self.isBlank(bytes[stop - 1]) { stop -= 1 }
        at += 1
        skipBlanks()
        return Piece(bytes, start..<stop)
    }

    private mutating func skipBlanks() {
        while at < end, Self.isBlank(bytes[at]) { at += 1 }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        Piece.isBlank(byte) || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
    }
}
