import CLinux

/// Translations of programs that are run again and again at the same addresses: what was translated
/// in one run is put into the next as it is.
///
/// For one thread, and for one run of each program at a time.
package final class Translations {
    private let isLogged: Bool
    private var all: [Translation] = []

    /// Of how many programs.
    package var count: Int { all.count }

    /// - Parameter isLogged: for recorders; else for whoever leads a process to a moment.
    package init(isLogged: Bool = false) { self.isLogged = isLogged }

    /// - Parameters:
    ///   - process: has just returned from a system call.
    ///   - registers: of it.
    /// - Returns: nil where nothing can be translated; the process is as it was before then.
    func translation(of process: Tracee, _ registers: user_regs_struct) -> Translation? {
        guard let call = Self.call(before: registers, in: process) else { return nil }
        let regions = process.regions()
        for known in all where known.isOf(regions) {
            return known.move(to: process, registers, call: call) ? known : nil
        }
        guard let new = Translation(process, registers, call: call, isLogged: isLogged) else {
            return nil
        }
        all.append(new)
        if all.count > Self.countMax { all.removeFirst() }
        return new
    }

    /// More than an ensemble has programs.
    private static let countMax = 16

    /// The address of the `syscall` instruction that it has just executed.
    private static func call(before registers: user_regs_struct, in process: Tracee) -> UInt64? {
        let place = registers.rip &- 2
        return (try? process.memory(at: place, count: 2)) == [0x0F, 0x05] ? place : nil
    }
}
