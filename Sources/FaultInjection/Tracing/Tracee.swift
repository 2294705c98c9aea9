import CLinux
import Glibc
import Wiring

/// A process that the calling thread traces; what can be done to it while it is stopped.
struct Tracee: Equatable {
    enum Stop: Equatable {
        case atCall
        case afterCall
        case trapped
        case executed
        case startedThread
        case ending
        case signal(Int32)
        case ended(ProcessEnd)
        case lost(Int32)

        init(_ stop: thrice_stop) {
            self =
                switch UInt32(stop.kind) {
                case THRICE_STOP_ENTRY.rawValue: .atCall
                case THRICE_STOP_RETURN.rawValue: .afterCall
                case THRICE_STOP_TRAP.rawValue: .trapped
                case THRICE_STOP_EXECUTED.rawValue: .executed
                case THRICE_STOP_THREAD.rawValue: .startedThread
                case THRICE_STOP_ENDING.rawValue: .ending
                case THRICE_STOP_SIGNAL.rawValue: .signal(stop.number)
                case THRICE_STOP_EXITED.rawValue: .ended(.exited(status: stop.number))
                case THRICE_STOP_DIED.rawValue: .ended(.died(signal: stop.number))
                // A process that was killed is gone a moment before that can be waited for.
                default: .lost(stop.number)
                }
        }
    }

    let number: pid_t

    /// Resumes it and waits until it stops again, or has ended; then its number may be another's.
    func run(_ how: thrice_resumption, signal: Int32 = 0) -> Stop {
        guard thrice_resume(number, how, signal) == 0 || errno == ESRCH else {
            return .lost(errno)
        }
        return Stop(thrice_wait_stop(number))
    }

    func registers() throws(TracingError) -> user_regs_struct {
        var registers = user_regs_struct()
        guard thrice_get_registers(number, &registers) == 0 else { throw failure("registers") }
        return registers
    }

    func set(_ registers: user_regs_struct) throws(TracingError) {
        var registers = registers
        guard thrice_set_registers(number, &registers) == 0 else { throw failure("registers") }
    }

    func vectors() throws(TracingError) -> user_fpregs_struct {
        var vectors = user_fpregs_struct()
        guard thrice_get_vectors(number, &vectors) == 0 else { throw failure("registers") }
        return vectors
    }

    func set(_ vectors: user_fpregs_struct) throws(TracingError) {
        var vectors = vectors
        guard thrice_set_vectors(number, &vectors) == 0 else { throw failure("registers") }
    }

    func memory(at address: UInt64, count: Int) throws(TracingError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard thrice_read_memory(number, address, &bytes, count) == 0 else {
            throw failure("0x" + String(address, radix: 16))
        }
        return bytes
    }

    func write(_ bytes: [UInt8], at address: UInt64) throws(TracingError) {
        guard thrice_write_memory(number, address, bytes, bytes.count) == 0 else {
            throw failure("0x" + String(address, radix: 16))
        }
    }

    func regions() -> [MemoryRegion] {
        MemoryRegion.regions(maps: KernelFile.text("/proc/\(number)/maps"))
    }

    private func failure(_ what: String) -> TracingError {
        .cannotReach(what: what, process: number, error: errno)
    }
}
