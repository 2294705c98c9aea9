/// Instructions of a program, one behind the other, of which only the last may lead elsewhere, and
/// their translation.
struct TranslatedBlock {
    enum Kind: Equatable {
        /// Executes all of its instructions whenever it begins.
        case plain
        /// One string instruction, which is a step for each repetition.
        case repeated
        /// Begins with an instruction that must be executed where it stands: there is only a trap.
        case native
    }

    var kind = Kind.plain
    /// Of the instructions, in order.
    var addresses: [UInt64] = []
    /// Where its translation begins.
    var code: UInt64 = 0
    /// The address behind its last instruction, where it is not native.
    var end: UInt64 = 0
    /// Of a repeated one: the same without counting, and a trap behind it.
    var alone: UInt64 = 0
}

/// Why translated code has come to a trap.
enum TranslationExit {
    /// The counter is zero, and this block would begin.
    case counted(UInt64)
    /// The instruction there must be executed where it stands.
    case native(UInt64)
    /// The translation of this address is to be jumped to from here.
    case link(UInt64)
    /// The address is among the data.
    case lookup
    /// Behind a string instruction that was executed alone.
    case alone
}
