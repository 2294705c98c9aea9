/// Takes numbers in the host's order, and texts with a count of four bytes in front, from bytes of
/// another process.
struct PacketReader {
    let bytes: UnsafeRawBufferPointer
    private var offset = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func number<Number: FixedWidthInteger>(as type: Number.Type) -> Number? {
        let size = MemoryLayout<Number>.size
        guard bytes.count - offset >= size else { return nil }
        defer { offset += size }
        return bytes.loadUnaligned(fromByteOffset: offset, as: type)
    }

    mutating func text() -> [UInt8]? {
        guard let count = number(as: UInt32.self), bytes.count - offset >= count else {
            return nil
        }
        defer { offset += Int(count) }
        return Array(bytes[offset..<offset + Int(count)])
    }
}
