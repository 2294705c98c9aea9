/// Numbers of the journal's files: little-endian, at any offset within the bytes.
extension UnsafeRawBufferPointer {
    func number<Number: FixedWidthInteger>(at offset: Int, as: Number.Type) -> Number {
        precondition(offset >= 0 && offset + MemoryLayout<Number>.size <= count, "\(offset)")
        return Number(littleEndian: loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    /// The bytes from one offset to another, as a buffer of their own.
    func part(_ from: Int, _ to: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[from..<to])
    }

    /// Whether any byte from an offset on is not zero.
    func hasContent(from offset: Int) -> Bool {
        var offset = offset
        while offset < count && offset % 8 != 0 {
            if self[offset] != 0 { return true }
            offset += 1
        }
        while count - offset >= 8 {
            if loadUnaligned(fromByteOffset: offset, as: UInt64.self) != 0 { return true }
            offset += 8
        }
        return self[offset...].contains { $0 != 0 }
    }
}

extension UnsafeMutableRawBufferPointer {
    func put<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
        precondition(offset >= 0 && offset + MemoryLayout<Number>.size <= count, "\(offset)")
        storeBytes(of: number.littleEndian, toByteOffset: offset, as: Number.self)
    }

    func put(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        UnsafeMutableRawBufferPointer(rebasing: self[offset..<offset + bytes.count])
            .copyMemory(from: bytes)
    }
}
