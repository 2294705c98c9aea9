/// The code of one function of an executable, as far as it is compared.
struct FunctionCode: Sendable {
    let name: String
    let bytes: Int
    /// Of the bytes as they are.
    let digest: UInt64
    /// Of the bytes without the distances to what is not in the function: targets of branches
    /// that leave it, and data addressed from the instruction pointer.
    let placelessDigest: UInt64
    /// What the entry takes off the stack pointer by a constant, in bytes.
    let frameBytes: Int
    let address: Int

    /// Entries are looked through for a subtraction from the stack pointer this far.
    private static let entryInstructions = 32

    /// - Parameter machine: the instructions of others than x86-64 are not read; their code counts
    ///   as it is, and no entry takes anything off.
    init(_ symbol: ExecutableFile.Symbol, code: ArraySlice<UInt8>, machine: Machine) {
        name = symbol.name
        address = symbol.address
        bytes = code.count
        digest = Digest.of(code)
        guard machine == .x86 else {
            placelessDigest = digest
            frameBytes = 0
            return
        }
        var placeless = Array(code)
        var frame = 0
        var at = 0
        var instructions = 0
        Array(code).withUnsafeBufferPointer { bytes in
            var decoder = InstructionDecoder(bytes)
            while at < bytes.count {
                guard let instruction = decoder.decode(at: at) else {
                    at += 1
                    continue
                }
                let next = at + instruction.length
                if let place = instruction.displacementAt.map({ at + $0 }) {
                    let target = next + Self.number(bytes, place)
                    if !instruction.displacementIsBranch || !bytes.indices.contains(target) {
                        placeless.replaceSubrange(place..<place + 4, with: [0, 0, 0, 0])
                    }
                }
                if instructions < Self.entryInstructions, frame == 0 {
                    frame = Self.stackSubtraction(bytes, at, next)
                }
                instructions += 1
                at = next
            }
        }
        placelessDigest = Digest.of(placeless)
        frameBytes = frame
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        var value: UInt32 = 0
        for index in 0..<4 { value |= UInt32(bytes[at + index]) << (8 * index) }
        return Int(Int32(bitPattern: value))
    }

    /// The constant of `sub $constant, %rsp`; 0 for every other instruction.
    private static func stackSubtraction(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
    ) -> Int {
        guard end - start >= 4, bytes[start] == 0x48, bytes[start + 2] == 0xec else { return 0 }
        switch (bytes[start + 1], end - start) {
        case (0x83, 4): return Int(Int8(bitPattern: bytes[start + 3]))
        case (0x81, 7): return number(bytes, start + 3)
        default: return 0
        }
    }
}
