/// x86-64 instructions, written one behind the other for the place where they will stand.
struct MachineCode {
    let origin: UInt64
    private(set) var bytes: [UInt8] = []

    init(at origin: UInt64) { self.origin = origin }

    /// Where the next one stands.
    var here: UInt64 { origin + UInt64(bytes.count) }

    mutating func emit(_ code: UInt8...) { bytes += code }

    mutating func emit(_ code: some Sequence<UInt8>) { bytes += code }

    mutating func emit(word: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: word >> shift))
        }
    }

    /// With a 32-bit displacement, which is known to suffice within one area.
    mutating func jump(to target: UInt64) {
        emit(0xE9)
        emit(word: UInt32(truncatingIfNeeded: target &- (here + 4)))
    }

    mutating func trap() { emit(0xCC) }

    /// Without flags: to a place at most 128 bytes away, if rcx is zero.
    mutating func jumpIfCounterIsZero(to target: UInt64) {
        emit(0xE3)
        emit(UInt8(bitPattern: Int8(truncatingIfNeeded: Int64(bitPattern: target &- (here + 1)))))
    }

    mutating func saveCounterRegister() { own([0x48, 0x89, 0x0C, 0x25], .counterRegister) }

    mutating func restoreCounterRegister() { own([0x48, 0x8B, 0x0C, 0x25], .counterRegister) }

    /// An instruction with a variable of ours as its operand.
    mutating func own(_ code: [UInt8], _ place: TranslationData) {
        emit(0x65)
        emit(code)
        emit(word: place.rawValue)
    }

    /// As a call does it, but with an address of the caller's choice.
    mutating func push(_ address: UInt64) {
        emit(0x48, 0x8D, 0x64, 0x24, 0xF8)
        emit(0xC7, 0x04, 0x24)
        emit(word: UInt32(truncatingIfNeeded: address))
        emit(0xC7, 0x44, 0x24, 0x04)
        emit(word: UInt32(truncatingIfNeeded: address >> 32))
    }

    /// Puts a displacement in again that is counted from the end of what has just been emitted.
    ///
    /// - Returns: false when the target is too far away.
    mutating func aim(_ place: Int, at target: UInt64) -> Bool {
        let distance = Int64(bitPattern: target &- here)
        guard let short = Int32(exactly: distance) else { return false }
        for index in 0..<4 {
            bytes[place + index] = UInt8(truncatingIfNeeded: short >> (Int32(index) * 8))
        }
        return true
    }

    /// Puts a jump where a trap was left for it.
    mutating func link(at site: UInt64, to target: UInt64) {
        let place = Int(site - origin)
        bytes.replaceSubrange(place..<place + 5, with: Self.jump(at: site, to: target))
    }

    static func jump(at site: UInt64, to target: UInt64) -> [UInt8] {
        var code = MachineCode(at: site)
        code.jump(to: target)
        return code.bytes
    }
}
