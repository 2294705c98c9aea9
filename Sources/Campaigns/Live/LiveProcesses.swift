import FaultInjection
import Glibc
import Wiring

/// The processes of a running ensemble, watched for whether they rest.
final class LiveProcesses {
    private let guardian: pid_t
    private let gate: pid_t
    /// Of the guardian, which has one thread (proc(5)); kept open.
    private let childrenFile: Int32
    private var childrenText: [UInt8] = []
    private(set) var children: [pid_t] = []
    /// All that have been such.
    private var seen: Set<pid_t> = []
    private var states: [pid_t: StateFile]

    init(guardian: pid_t, gate: pid_t) {
        (self.guardian, self.gate) = (guardian, gate)
        childrenFile = open("/proc/\(guardian)/task/\(guardian)/children", O_RDONLY | O_CLOEXEC)
        states = [guardian: StateFile(of: guardian), gate: StateFile(of: gate)]
    }

    deinit { if childrenFile >= 0 { close(childrenFile) } }

    /// Whether all but one wait for something, or for being buried.
    func areAtRest(but process: pid_t) -> Bool {
        look()
        return states.allSatisfy { number, state in
            number == process || state.letter.map { $0 == "S" || $0 == "Z" } ?? true
        }
    }

    /// Ends and buries those that came to us when the guardian died before it had buried them: of
    /// the dead nobody can tell any more by their environment whose they were.
    func bury() {
        // Nobody else may be killed: the number may be another's by now.
        for process in seen
        where waitpid(process, nil, WNOHANG | Int32(bitPattern: UInt32(__WALL))) == 0 {
            _ = Remains(process: process, group: nil, marks: []).reap()
        }
    }

    /// Finds out who the guardian's children are.
    func look() {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { room in
            let count = max(0, pread(childrenFile, room.baseAddress, room.count, 0))
            guard !room[..<count].elementsEqual(childrenText) else { return }
            childrenText = Array(room[..<count])
        }
        let numbers = childrenText.split(separator: UInt8(ascii: " "))
            .compactMap { pid_t(String(decoding: $0, as: UTF8.self)) }
        guard numbers != children else { return }
        children = numbers
        seen.formUnion(numbers)
        let all = numbers + [guardian, gate]
        states = states.filter { all.contains($0.key) }
        for process in all where states[process] == nil {
            states[process] = StateFile(of: process)
        }
    }
}
