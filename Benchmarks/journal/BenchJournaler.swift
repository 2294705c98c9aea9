import CLinux
import Glibc
import Journals
import Voting

/// A journaler's process, and the voter's end of its ring.
final class BenchJournaler {
    private let ring: JournalRing
    private let wake = thrice_wake_descriptor()
    private let answer = thrice_wake_descriptor()
    private let layout: JournalLayout
    private var pid: pid_t = 0

    init(folder: String, layout: JournalLayout, ringBytes: Int, durability: Durability) {
        self.layout = layout
        let descriptor = JournalRing.makeDescriptor(capacity: ringBytes)
        guard let ring = JournalRing(descriptor: descriptor, capacity: ringBytes) else {
            preconditionFailure("cannot make a ring of \(ringBytes) bytes")
        }
        self.ring = ring
        var life: [Int32] = [-1, -1]
        precondition(thrice_pipe(&life) == 0, "cannot make a pipe")
        let run = RunID(high: 1, low: UInt64(thrice_now()))
        let here = CommandLine.arguments[0]
        let beside = here.lastIndex(of: "/").map { String(here[...$0]) } ?? "./"
        let words = [
            beside + "thrice-journaler", folder, run.text, durability.rawValue,
            "\(layout.segmentBytes)", "\(layout.payloadBytesMax)", "\(ringBytes)",
        ]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        for (index, given) in [descriptor, wake, answer, life[0]].enumerated() {
            let high = fcntl(given, F_DUPFD_CLOEXEC, 100)
            posix_spawn_file_actions_adddup2(&actions, high, Int32(3 + index))
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        let status = posix_spawn(&pid, words[0], &actions, nil, &arguments, environ)
        precondition(status == 0, "cannot start \(words[0])")
        while ring.condition(at: 0, stalledAfter: .max) == .starting { sched_yield() }
    }

    func producer() -> JournalProducer {
        JournalProducer(
            ring: ring, after: 0, payloadBytesMax: layout.payloadBytesMax, wake: wake)
    }

    func wait(for sequence: UInt64, _ producer: inout JournalProducer) {
        while producer.wait(for: sequence) {
            var polled = pollfd(fd: answer, events: Int16(POLLIN), revents: 0)
            poll(&polled, 1, 20)
            var count: UInt64 = 0
            _ = read(answer, &count, 8)
        }
    }

    func finish() {
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        precondition(status == 0, "the journaler ended with status \(status)")
    }
}
