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

    /// Whether it is inside of `read` or `readv` of its standard input.
    var waitsForInput: Bool {
        let words = KernelFile.text("/proc/\(process)/syscall").split(separator: " ")
        return words.count > 1 && ["0", "19"].contains(words[0]) && words[1] == "0x0"
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
