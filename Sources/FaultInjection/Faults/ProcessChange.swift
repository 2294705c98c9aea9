/// What becomes of a process between two of its instructions.
package enum ProcessChange: Equatable, Sendable {
    /// A control: all that is done for a fault, and none.
    case nothing
    case flipRegister(Register, mask: UInt128)
    /// Before each of so many instructions.
    case setRegister(Register, mask: UInt128, to: Bool, instructions: UInt64)
    /// One bit of what the next instruction reads, a register or memory: byte number `choice`, or
    /// as often around as it takes.
    case flipRead(choice: UInt64, bit: UInt64)
    case flipMemory(address: UInt64, mask: UInt8)
    /// A signal of signal(7).
    case signal(Int32)
    /// It goes on for ever where it is.
    case spin
    /// What it has just read, its line feed included.
    case demand([UInt8])
    /// The system call that its next instruction makes; only of a copy.
    case call(CallChange)
    /// The one that has brought its demand; only of a copy, where its window begins.
    case arrival(CallChange)

    /// Nanoseconds for which it holds the process.
    package var delay: UInt64 {
        switch self {
        case .call(let change), .arrival(let change): change.delay ?? 0
        default: 0
        }
    }
}
