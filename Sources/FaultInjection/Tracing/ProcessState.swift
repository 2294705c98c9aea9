import Glibc
import Wiring

/// What the kernel says a process is doing (proc(5)).
struct ProcessState {
    private let process: pid_t
    /// R: runs or wants to, S: sleeps, D: sleeps deeply, T: was stopped.
    let letter: Character

    init(_ process: pid_t) {
        self.process = process
        letter = KernelFile.state(of: process).first?.first ?? "R"
    }

    /// One that has ended is noticed elsewhere.
    var isAsleep: Bool { !"RZX".contains(letter) }

    /// Whether a process is inside of `read` or `readv` of its standard input.
    static func waitsForInput(_ process: pid_t) -> Bool {
        let call = KernelFile.bytes("/proc/\(process)/syscall")
        return call.starts(with: "0 0x0 ".utf8) || call.starts(with: "19 0x0 ".utf8)
    }

    /// Whether its standard output is the one behind `descriptor` of ours.
    func hasOutput(_ descriptor: Int32) -> Bool {
        let ours = link("/proc/self/fd/\(descriptor)")
        return ours == link("/proc/\(process)/fd/1")
    }

    private func link(_ path: String) -> String? {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { room in
            let count = readlink(path, room.baseAddress!, room.count)
            return count < 0 ? nil : String(decoding: room[..<count], as: UTF8.self)
        }
    }
}
