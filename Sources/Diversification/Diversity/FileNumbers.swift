/// Numbers and names at places in a file that need not exist.
struct FileNumbers: Sendable {
    private let bytes: [UInt8]
    private let isBigEndian: Bool
    var count: Int { bytes.count }

    init(_ bytes: [UInt8], isBigEndian: Bool) {
        self.bytes = bytes
        self.isBigEndian = isBigEndian
    }

    /// The unsigned number of `size` bytes at `offset`; nil when it is not all in the file, or
    /// larger than any size or address that is made use of.
    func read(_ offset: Int, _ size: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - size else { return nil }
        var value: UInt64 = 0
        for index in 0..<size {
            let at = isBigEndian ? offset + index : offset + size - 1 - index
            value = value << 8 | UInt64(bytes[at])
        }
        return Int(exactly: value)
    }

    /// The text up to a zero byte in a table of names, at most 1,024 bytes of it.
    func text(_ table: Int, _ offset: Int) -> String {
        guard table >= 0, table <= bytes.count, offset >= 0, offset <= bytes.count - table else {
            return ""
        }
        let rest = bytes[(table + offset)...].prefix(1_024)
        return String(decoding: rest.prefix { $0 != 0 }, as: UTF8.self)
    }
}
