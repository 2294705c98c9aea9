/// Strings of JSON that is known to be well-formed.
enum JSONString {
    /// What the string says, in UTF-8; nil when it is no string.
    static func content(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        let quote = UInt8(ascii: "\"")
        guard bytes.count >= 2, bytes[0] == quote, bytes[bytes.count - 1] == quote else {
            return nil
        }
        var content: [UInt8] = []
        var at = 1
        while at < bytes.count - 1 {
            guard bytes[at] == UInt8(ascii: "\\") else {
                content.append(bytes[at])
                at += 1
                continue
            }
            guard at + 1 < bytes.count - 1 else { return nil }
            if bytes[at + 1] == UInt8(ascii: "u") {
                guard let (scalar, count) = scalar(bytes, at) else { return nil }
                content.append(contentsOf: Array(String(scalar).utf8))
                at += count
            } else {
                content.append(escaped(bytes[at + 1]))
                at += 2
            }
        }
        return content
    }

    private static func escaped(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "b"): 8
        case UInt8(ascii: "f"): 12
        case UInt8(ascii: "n"): 10
        case UInt8(ascii: "r"): 13
        case UInt8(ascii: "t"): 9
        default: byte
        }
    }

    /// The scalar of `\u1234`, or of two of them, and how many bytes that takes.
    private static func scalar(
        _ bytes: UnsafeRawBufferPointer, _ at: Int
    ) -> (Unicode.Scalar, Int)? {
        guard let first = unit(bytes, at) else { return nil }
        if let scalar = Unicode.Scalar(UInt32(first)) { return (scalar, 6) }
        guard let second = unit(bytes, at + 6), UTF16.isLeadSurrogate(first),
            UTF16.isTrailSurrogate(second)
        else { return nil }
        let value = 0x10000 + (UInt32(first) & 0x3FF) << 10 + UInt32(second) & 0x3FF
        return Unicode.Scalar(value).map { ($0, 12) }
    }

    private static func unit(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt16? {
        guard at + 6 <= bytes.count, bytes[at] == UInt8(ascii: "\\"),
            bytes[at + 1] == UInt8(ascii: "u")
        else { return nil }
        return UInt16(String(decoding: bytes[at + 2..<at + 6], as: UTF8.self), radix: 16)
    }
}
