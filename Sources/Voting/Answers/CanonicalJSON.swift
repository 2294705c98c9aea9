/// Reads JSON (RFC 8259, strictly) and writes it in one form for each value.
///
/// The form is JSON itself, without blanks: members in the order of their names' bytes in it;
/// numbers as an integer that does not end in 0 and, unless it is 0, a power of ten (`15e-1`,
/// `1e2`, and `0` for −0, too), so exact at any size; in strings only `"`, `\` and control
/// characters escaped. Strings are compared by code points: there is no Unicode normalisation.
///
/// Refused as no JSON: invalid UTF-8, a surrogate escaped without its other half, a byte order
/// mark. Refused within JSON: an object with two members of one name, values nested more than 64
/// deep, exponents of more than 15 digits. Keeps its room from one text to the next.
struct CanonicalJSON: Sendable {
    static let depthMax = 64
    static let exponentDigitsMax = 15

    /// One member of an object: where it stands in `text`, and where its value was written.
    struct Member {
        /// Of its name's opening quote.
        var start: Int
        /// Of its value's first byte, after the name's closing quote and the colon.
        var value: Int
        var end: Int
        /// Offsets in what was read, of the name's opening quote and of the value.
        var writtenName: Int
        var written: Range<Int>
    }

    /// The canonical form of what was read last.
    var text: [UInt8] = []
    /// Of the objects that are open, innermost last; at the end, of the outermost, in the order of
    /// their names.
    var members: [Member] = []
    private var spare: [UInt8] = []

    var keptByteCount: Int {
        text.capacity + spare.capacity + members.capacity * MemoryLayout<Member>.stride
    }

    /// - Throws: a malformation without a field.
    mutating func read(
        _ bytes: UnsafeRawBufferPointer, _ piece: Range<Int>
    ) throws(Malformation) {
        text.removeAll(keepingCapacity: true)
        members.removeAll(keepingCapacity: true)
        var cursor = Cursor(bytes, piece)
        cursor.skipJSONBlanks()
        try readValue(&cursor, depth: 0)
        cursor.skipJSONBlanks()
        if cursor.at < cursor.end { throw cursor.noJSON }
    }

    /// - Parameter depth: of the value; recursion goes no deeper than `depthMax`.
    private mutating func readValue(_ cursor: inout Cursor, depth: Int) throws(Malformation) {
        switch cursor.next {
        case UInt8(ascii: "{")?: try readObject(&cursor, depth: depth + 1)
        case UInt8(ascii: "[")?: try readArray(&cursor, depth: depth + 1)
        case UInt8(ascii: "\"")?: try readString(&cursor)
        case UInt8(ascii: "t")?: try readWord("true", &cursor)
        case UInt8(ascii: "f")?: try readWord("false", &cursor)
        case UInt8(ascii: "n")?: try readWord("null", &cursor)
        default: try readNumber(&cursor)
        }
    }

    private mutating func readWord(
        _ word: StaticString, _ cursor: inout Cursor
    ) throws(Malformation) {
        for index in 0..<word.utf8CodeUnitCount {
            guard cursor.skip(word.utf8Start[index]) else { throw cursor.noJSON }
            text.append(word.utf8Start[index])
        }
    }

    private mutating func open(_ cursor: inout Cursor, depth: Int) throws(Malformation) {
        guard depth <= Self.depthMax else {
            throw Malformation(.nestedTooDeeply, field: nil, offset: cursor.at)
        }
        text.append(cursor.bytes[cursor.at])
        cursor.at += 1
        cursor.skipJSONBlanks()
    }

    private mutating func readArray(_ cursor: inout Cursor, depth: Int) throws(Malformation) {
        try open(&cursor, depth: depth)
        if !cursor.skip(UInt8(ascii: "]")) {
            try readValue(&cursor, depth: depth)
            cursor.skipJSONBlanks()
            while cursor.skip(UInt8(ascii: ",")) {
                text.append(UInt8(ascii: ","))
                cursor.skipJSONBlanks()
                try readValue(&cursor, depth: depth)
                cursor.skipJSONBlanks()
            }
            guard cursor.skip(UInt8(ascii: "]")) else { throw cursor.noJSON }
        }
        text.append(UInt8(ascii: "]"))
    }

    private mutating func readObject(_ cursor: inout Cursor, depth: Int) throws(Malformation) {
        let first = members.count
        try open(&cursor, depth: depth)
        let start = text.count
        if !cursor.skip(UInt8(ascii: "}")) {
            try readMember(&cursor, depth: depth)
            while cursor.skip(UInt8(ascii: ",")) {
                text.append(UInt8(ascii: ","))
                cursor.skipJSONBlanks()
                try readMember(&cursor, depth: depth)
            }
            guard cursor.skip(UInt8(ascii: "}")) else { throw cursor.noJSON }
        }
        try arrange(from: first, at: start)
        text.append(UInt8(ascii: "}"))
        if depth > 1 { members.removeLast(members.count - first) }
    }

    private mutating func readMember(_ cursor: inout Cursor, depth: Int) throws(Malformation) {
        var member = Member(
            start: text.count, value: 0, end: 0, writtenName: cursor.at, written: 0..<0)
        guard cursor.next == UInt8(ascii: "\"") else { throw cursor.noJSON }
        try readString(&cursor)
        cursor.skipJSONBlanks()
        guard cursor.skip(UInt8(ascii: ":")) else { throw cursor.noJSON }
        text.append(UInt8(ascii: ":"))
        cursor.skipJSONBlanks()
        member.value = text.count
        let start = cursor.at
        try readValue(&cursor, depth: depth)
        member.written = start..<cursor.at
        member.end = text.count
        members.append(member)
        cursor.skipJSONBlanks()
    }

    /// Brings the members from `first` on into their order, in the text, too, where they start at
    /// `start`.
    private mutating func arrange(from first: Int, at start: Int) throws(Malformation) {
        guard !isAscending(from: first) else { return }
        text.withUnsafeBytes { bytes in
            members.withUnsafeMutableBufferPointer { members in
                let members = UnsafeMutableBufferPointer(rebasing: members[first...])
                InPlaceSort.sort(members) { one, other in
                    let order = Self.compareNames(one, other, in: bytes)
                    return order != 0 ? order : one.writtenName - other.writtenName
                }
            }
        }
        if let offset = secondOfAName(from: first) {
            throw Malformation(.duplicateMember, field: nil, offset: offset)
        }
        spare.removeAll(keepingCapacity: true)
        for index in first..<members.count {
            if index > first { spare.append(UInt8(ascii: ",")) }
            let member = members[index]
            let shift = start + spare.count - member.start
            spare.append(contentsOf: text[member.start..<member.end])
            members[index].start += shift
            members[index].value += shift
            members[index].end += shift
        }
        text.removeLast(text.count - start)
        text.append(contentsOf: spare)
    }

    private func isAscending(from first: Int) -> Bool {
        guard members.count - first > 1 else { return true }
        return text.withUnsafeBytes { bytes in
            for index in (first + 1)..<members.count
            where Self.compareNames(members[index - 1], members[index], in: bytes) >= 0 {
                return false
            }
            return true
        }
    }

    /// The first place where a name is written for the second time; the members are sorted.
    private func secondOfAName(from first: Int) -> Int? {
        text.withUnsafeBytes { bytes in
            var offset: Int?
            for index in (first + 1)..<members.count
            where Self.compareNames(members[index - 1], members[index], in: bytes) == 0 {
                offset = min(offset ?? .max, members[index].writtenName)
            }
            return offset
        }
    }

    private static func compareNames(
        _ one: Member, _ other: Member, in bytes: UnsafeRawBufferPointer
    ) -> Int {
        ByteOrder.compare(bytes, one.name, bytes, other.name)
    }

    /// - Parameter name: in its canonical form, with quotes.
    func member(named name: [UInt8]) -> Member? {
        text.withUnsafeBytes { bytes in
            name.withUnsafeBytes { name in
                var low = 0
                var high = members.count
                while low < high {
                    let middle = (low + high) / 2
                    let order = ByteOrder.compare(
                        bytes, members[middle].name, name, 1..<(name.count - 1))
                    if order == 0 { return members[middle] }
                    if order < 0 { low = middle + 1 } else { high = middle }
                }
                return nil
            }
        }
    }
}

extension CanonicalJSON.Member {
    /// Without its quotes.
    var name: Range<Int> { (start + 1)..<(value - 2) }
}

extension Cursor {
    var noJSON: Malformation { Malformation(.notJSON, field: nil, offset: at) }

    mutating func skipJSONBlanks() {
        while at < end {
            switch bytes[at] {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            default: return
            }
        }
    }
}
