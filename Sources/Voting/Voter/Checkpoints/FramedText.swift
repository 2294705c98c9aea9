/// A demand of our own as it is written to a replica; it stays where it is until all of it went.
final class FramedText {
    let bytes: UnsafeRawBufferPointer

    init(_ text: [UInt8], _ framing: Framing) {
        var whole = text
        if framing == .lines {
            whole.append(0x0A)
        } else {
            // No demand has this number.
            let header = FrameHeader(length: UInt32(text.count), number: 0)
            whole = header.withBytes { Array($0) } + text
        }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: whole.count, alignment: 8)
        memory.copyBytes(from: whole)
        bytes = UnsafeRawBufferPointer(memory)
    }

    deinit { bytes.deallocate() }
}
