/// For the check against a disassembler.
package enum InstructionLengths {
    /// The length of the instruction that starts at each byte; 0 where there is none.
    package static func of(_ code: [UInt8]) -> [Int] {
        code.withUnsafeBufferPointer { bytes in
            var decoder = InstructionDecoder(bytes)
            return bytes.indices.map { decoder.decode(at: $0)?.length ?? 0 }
        }
    }
}
