/// From bytes to values.
extension DemandSchema {
    /// Reads one demand. Never traps, whatever the bytes; allocates nothing once the demand has
    /// been used for one as long.
    ///
    /// - Parameter demand: made for this schema; overwritten.
    /// - Returns: nil when it could be read; otherwise the first field that could not.
    package func read(
        _ bytes: UnsafeRawBufferPointer, into demand: inout ReadDemand
    ) -> DemandFlaw? {
        demand.numbers.removeAll(keepingCapacity: true)
        demand.texts.removeAll(keepingCapacity: true)
        do throws(DemandFlaw) {
            switch format {
            case .separated(let separator):
                try readPieces(bytes, between: separator, into: &demand)
            case .json: try readMembers(bytes, into: &demand)
            }
            return nil
        } catch { return error }
    }

    private func readPieces(
        _ bytes: UnsafeRawBufferPointer, between separator: UInt8, into demand: inout ReadDemand
    ) throws(DemandFlaw) {
        var cutter = PieceCutter(bytes, separator: separator, isExact: isExact)
        for (index, field) in fields.enumerated() {
            guard field.count != nil else {
                guard let piece = cutter.next() else {
                    throw DemandFlaw(.missing, field: index, offset: bytes.count)
                }
                try read(piece, as: index, into: &demand)
                continue
            }
            let count = try count(of: index, in: demand)
            demand.fields[index].start = demand.numbers.count
            for element in 0..<count {
                guard let piece = cutter.next() else {
                    throw DemandFlaw(
                        .missing, field: index, element: element, offset: bytes.count)
                }
                try readElement(element, piece, of: index, into: &demand)
            }
            demand.finishList(index, count: count)
        }
        if let offset = cutter.rest { throw DemandFlaw(.surplus, field: nil, offset: offset) }
    }

    /// How many values a list has.
    func count(of index: Int, in demand: ReadDemand) throws(DemandFlaw) -> Int {
        guard let count = fields[index].count else { return 1 }
        guard let name = count.field, let field = self.index(of: name), field < index else {
            return count.factor
        }
        let (product, overflows) = demand.fields[field].integer.multipliedReportingOverflow(
            by: Int64(count.factor))
        guard !overflows, 0...Int64(Self.valuesMax) ~= product else {
            throw DemandFlaw(.impossibleCount, field: index, offset: nil)
        }
        return Int(product)
    }

    private func taken(_ piece: Piece) -> Piece { isExact ? piece : piece.trimmed }

    /// A field that is no list.
    func read(
        _ piece: Piece, as index: Int, into demand: inout ReadDemand
    ) throws(DemandFlaw) {
        do throws(DemandFlaw) {
            switch fields[index].type {
            case .bits(let width): try demand.appendBits(taken(piece), width: width, at: index)
            case .text: try demand.appendText(piece, at: index)
            case .integer, .real, .boolean, .enumeration:
                demand.fields[index].integer = try fields[index].number(taken(piece))
            }
        } catch { throw DemandFlaw(error.reason, field: index, offset: error.offset) }
    }

    /// One value of a list.
    func readElement(
        _ element: Int, _ piece: Piece, of index: Int, into demand: inout ReadDemand
    ) throws(DemandFlaw) {
        do throws(DemandFlaw) {
            demand.numbers.append(try fields[index].number(taken(piece)))
        } catch {
            throw DemandFlaw(error.reason, field: index, element: element, offset: error.offset)
        }
    }
}

extension DemandSchema.Field {
    /// A value that is a number, or has one.
    ///
    /// - Throws: without a field.
    func number(_ piece: Piece) throws(DemandFlaw) -> Int64 {
        switch type {
        case .boolean: return try piece.boolean()
        case .enumeration(let words): return try piece.word(of: words)
        case .real(nil):
            // Only its form matters; with 0 decimals large numbers would not fit.
            do throws(DemandFlaw) { _ = try DecimalText.read(piece, decimals: 0) } catch {
                if error.reason != .outOfRange { throw error }
            }
            return 0
        case .real(let decimals?):
            let scaled = try DecimalText.read(piece, decimals: decimals)
            if let range, !scaled.isWithin(range) {
                throw DemandFlaw(.outOfRange, field: nil, offset: piece.range.lowerBound)
            }
            return scaled.value
        case .integer, .bits, .text:
            let value = try piece.integer()
            if let digits, !piece.isDigits(atMost: digits) {
                throw DemandFlaw(.notDigits, field: nil, offset: piece.range.lowerBound)
            }
            if let range, !range.contains(value) {
                throw DemandFlaw(.outOfRange, field: nil, offset: piece.range.lowerBound)
            }
            return value
        }
    }
}

extension ReadDemand {
    mutating func finishList(_ index: Int, count: Int) {
        fields[index].integer = Int64(count)
        fields[index].end = numbers.count
    }

    mutating func appendBits(
        _ piece: Piece, width: Int, at index: Int
    ) throws(DemandFlaw) {
        fields[index].start = numbers.count
        for offset in piece.range.prefix(width) {
            guard piece.bytes[offset] & 0xFE == 0x30 else {
                throw DemandFlaw(.notBits, field: nil, offset: offset)
            }
            numbers.append(Int64(piece.bytes[offset] & 1))
        }
        let found = piece.range.count
        if found != width {
            throw DemandFlaw(
                .wrongWidth(found: found), field: nil,
                offset: piece.range.lowerBound + min(found, width))
        }
        finishList(index, count: width)
    }

    mutating func appendText(_ piece: Piece, at index: Int) throws(DemandFlaw) {
        guard UTF8Text.isValid(piece.content) else {
            throw DemandFlaw(.notText, field: nil, offset: piece.range.lowerBound)
        }
        fields[index].start = texts.count
        texts.append(contentsOf: piece.content)
        fields[index].end = texts.count
    }
}

/// The values between separators, one after the other.
struct PieceCutter {
    private let bytes: UnsafeRawBufferPointer
    private let separator: UInt8
    private let isSpaced: Bool
    /// Beyond the end by one when there is no further piece.
    private var at = 0

    init(_ bytes: UnsafeRawBufferPointer, separator: UInt8, isExact: Bool) {
        self.bytes = bytes
        self.separator = separator
        isSpaced = separator == UInt8(ascii: " ") && !isExact
    }

    /// - Returns: nil at the end.
    mutating func next() -> Piece? {
        if isSpaced { skipBlanks() }
        guard isSpaced ? at < bytes.count : at <= bytes.count else { return nil }
        let start = at
        while at < bytes.count, !(isSpaced ? Piece.isBlank(bytes[at]) : bytes[at] == separator) {
            at += 1
        }
        defer { if !isSpaced { at += 1 } }
        return Piece(bytes, start..<at)
    }

    /// Where what was not taken begins; nil when there is nothing left.
    var rest: Int? {
        mutating get {
            if isSpaced {
                skipBlanks()
                return at < bytes.count ? at : nil
            }
            // Nothing at all is no piece when none was wanted.
            if bytes.isEmpty { return nil }
            return at <= bytes.count ? max(0, at - 1) : nil
        }
    }

    private mutating func skipBlanks() {
        while at < bytes.count, Piece.isBlank(bytes[at]) { at += 1 }
    }
}
