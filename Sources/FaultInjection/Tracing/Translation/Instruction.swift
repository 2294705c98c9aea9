import CCapstone

/// What an instruction does to the flow of control, and where it names its own place.
struct Instruction {
    enum Flow: UInt8 {
        case next, repeated, jump, branch, call, `return`, jumpFar, callFar, native
    }

    private let decoded: thrice_instruction

    init(_ decoded: thrice_instruction) { self.decoded = decoded }

    var flow: Flow { Flow(rawValue: decoded.flow)! }
    /// Bytes; 0 of what cannot be decoded, which is native.
    var length: UInt8 { decoded.length }
    /// Of a far one: where its ModRM byte is.
    var operand: UInt8 { decoded.operand }
    /// Where the four bytes are that are counted from its end; 0: none.
    var displacement: UInt8 { decoded.displacement }
    /// Of a branch: 0...15.
    var condition: UInt8 { decoded.condition }
    /// Of a return: bytes.
    var released: UInt16 { decoded.released }
    /// Of a jump, a branch, a call or a displacement.
    var target: UInt64 { decoded.target }
}

/// Decodes instructions with capstone.
final class InstructionDecoder {
    private let decoder: OpaquePointer

    /// Nil when there is no memory.
    init?() {
        guard let decoder = thrice_decoder_make() else { return nil }
        self.decoder = decoder
    }

    deinit { thrice_decoder_free(decoder) }

    /// The first one of `text`, which stands at `address` in the program.
    func decode(_ text: ArraySlice<UInt8>, at address: UInt64) -> Instruction {
        Instruction(
            text.withUnsafeBufferPointer { bytes in
                thrice_decode(decoder, bytes.baseAddress, bytes.count, address)
            })
    }
}
