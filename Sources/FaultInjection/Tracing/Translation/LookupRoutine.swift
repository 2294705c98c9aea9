/// Jumps to the translation of an address that is only known when it is jumped to.
///
/// Without flags, which the program may need behind a return: the negative of a known address plus
/// the wanted one is zero, and `jrcxz` asks for that.
enum LookupRoutine {
    /// - Parameter place: where it begins. The wanted address is in rcx there, and rcx is saved.
    static func write(at place: UInt64) -> (code: [UInt8], exit: UInt64) {
        // Its length does not depend on where the two ends are.
        let draft = write(at: place, found: [place, place])
        let routine = write(at: place, found: draft.found)
        return (routine.code, routine.exit)
    }

    private static func write(
        at place: UInt64, found: [UInt64]
    ) -> (code: [UInt8], exit: UInt64, found: [UInt64]) {
        var code = MachineCode(at: place)
        code.own([0x48, 0x89, 0x0C, 0x25], .wanted)
        code.own([0x48, 0x89, 0x14, 0x25], .otherRegister)
        compare(&code, next: 0, found: found[0])
        code.own([0x48, 0x8B, 0x0C, 0x25], .wanted)
        compare(&code, next: 1, found: found[1])
        restore(&code)
        code.trap()
        let exit = code.here
        let first = code.here
        go(&code, next: 0)
        let second = code.here
        go(&code, next: 1)
        return (code.bytes, exit, [first, second])
    }

    /// Leaves zero in rcx if the place of the table is that of the wanted address.
    private static func compare(_ code: inout MachineCode, next: UInt32, found: UInt64) {
        code.emit(0x0F, 0xB7, 0xD1)
        code.emit(0x48, 0x8D, 0x14, 0x12)
        code.emit(0x65, 0x48, 0x8B, 0x14, 0xD5)
        code.emit(word: TranslationData.table.rawValue + next * 16)
        code.emit(0x48, 0x8D, 0x0C, 0x11)
        code.jumpIfCounterIsZero(to: found)
    }

    private static func go(_ code: inout MachineCode, next: UInt32) {
        code.own([0x0F, 0xB7, 0x14, 0x25], .wanted)
        code.emit(0x48, 0x8D, 0x14, 0x12)
        code.emit(0x65, 0x48, 0x8B, 0x0C, 0xD5)
        code.emit(word: TranslationData.table.rawValue + next * 16 + 8)
        code.own([0x48, 0x89, 0x0C, 0x25], .code)
        restore(&code)
        code.own([0xFF, 0x24, 0x25], .code)
    }

    private static func restore(_ code: inout MachineCode) {
        code.own([0x48, 0x8B, 0x14, 0x25], .otherRegister)
        code.restoreCounterRegister()
    }
}
