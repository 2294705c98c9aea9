import Glibc

/// A copy of bytes, by which the same bytes are recognised, wherever they are.
struct KeptBytes {
    private var bytes: [UInt8] = []
    private var isSet = false

    func holds(_ other: UnsafeRawBufferPointer) -> Bool {
        guard isSet, bytes.count == other.count else { return false }
        guard let start = other.baseAddress, !other.isEmpty else { return true }
        return bytes.withUnsafeBytes { kept in
            kept.baseAddress.map { memcmp($0, start, other.count) == 0 } ?? false
        }
    }

    mutating func keep(_ other: UnsafeRawBufferPointer) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: other)
        isSet = true
    }

    /// Its beginning, in quotes.
    var shown: String {
        bytes.withUnsafeBytes { "'" + UTF8Text.shown($0, bytesMax: 40) + "'" }
    }
}
