import CLinux
import Foundation
import Glibc
import Journals
import Testing
import Voting

/// A real `thrice-journaler` with a ring, and the voter's end of it.
final class JournalerProcess {
    static let program: String? = {
        let beside = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().path
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .path
        let places = [beside, root + "/.build/release", root + "/.build/debug"]
        return places.map { $0 + "/thrice-journaler" }.first { access($0, X_OK) == 0 }
    }()

    let folder: String
    let layout: JournalLayout
    let run: RunID
    let durability: Durability
    let ring: JournalRing
    let wake: Int32
    let answer: Int32
    private let ringDescriptor: Int32
    /// Whether the ends are this process's; the reading end is the journaler's.
    private var life: [Int32] = [-1, -1]
    private(set) var pid: pid_t = 0

    init(
        folder: String, layout: JournalLayout, run: RunID, durability: Durability = .synced,
        ringBytes: Int = 1 << 16
    ) throws {
        self.folder = folder
        self.layout = layout
        self.run = run
        self.durability = durability
        ringDescriptor = JournalRing.makeDescriptor(capacity: ringBytes)
        ring = try #require(JournalRing(descriptor: ringDescriptor, capacity: ringBytes))
        wake = thrice_wake_descriptor()
        answer = thrice_wake_descriptor()
        #expect(thrice_pipe(&life) == 0)
    }

    deinit {
        kill()
        for descriptor in [ringDescriptor, wake, answer] + life where descriptor >= 0 {
            close(descriptor)
        }
    }

    /// - Parameter before: words in front of the command, such as `unshare`'s.
    func start(before: [String] = []) throws {
        let program = try #require(Self.program)
        let words =
            before + [
                program, folder, run.text, durability.rawValue, "\(layout.segmentBytes)",
                "\(layout.payloadBytesMax)", "\(ring.capacity)",
            ]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let given = [ringDescriptor, wake, answer, life[0]].map { fcntl($0, F_DUPFD_CLOEXEC, 100) }
        for (index, descriptor) in given.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(3 + index))
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        let status = posix_spawnp(&pid, words[0], &actions, nil, &arguments, environ)
        #expect(status == 0)
        for descriptor in given { close(descriptor) }
    }

    /// Ends the process at once, as nothing else can, and reaps it.
    func kill() { _ = end(SIGKILL) }

    /// - Parameter signal: 0 only waits.
    /// - Returns: the exit code, or the number of the signal that ended it, negative.
    @discardableResult
    func end(_ signal: Int32 = 0) -> Int32? {
        guard pid > 0 else { return nil }
        if signal != 0 { Glibc.kill(pid, signal) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        pid = 0
        let killer = status & 0x7f
        return killer != 0 ? -killer : (status >> 8) & 0xff
    }

    func send(_ signal: Int32) { Glibc.kill(pid, signal) }

    /// The voter and the guardian are gone.
    func endLife() {
        close(life[1])
        life[1] = -1
    }

    /// Waits until the journal has another condition than `starting`; an end of the process, too.
    func condition() -> JournalCondition {
        while true {
            let condition = ring.condition(at: UInt64(thrice_now()), stalledAfter: .max)
            if condition != .starting && condition != .dead { return condition }
            var information = siginfo_t()
            waitid(P_PID, id_t(pid), &information, WEXITED | WNOHANG | WNOWAIT)
            if information.si_signo != 0 { return condition }
            sched_yield()
        }
    }

    /// A producer that goes on behind what is in the journal and in the ring.
    func producer(after last: UInt64) -> JournalProducer {
        JournalProducer(
            ring: ring, after: last, payloadBytesMax: layout.payloadBytesMax, wake: wake)
    }

    /// Sleeps on the eventfd until a record is durable.
    ///
    /// - Parameter isPatient: waits on when the condition is not `running`.
    /// - Returns: false when the condition changed, or `milliseconds` passed, before.
    func wait(
        for sequence: UInt64, _ producer: inout JournalProducer, milliseconds: Int32 = 20_000,
        isPatient: Bool = false
    ) -> Bool {
        while producer.wait(for: sequence) {
            var polled = pollfd(fd: answer, events: Int16(POLLIN), revents: 0)
            if poll(&polled, 1, milliseconds) <= 0 { return false }
            var count: UInt64 = 0
            _ = read(answer, &count, 8)
            let condition = ring.condition(at: UInt64(thrice_now()), stalledAfter: .max)
            if !isPatient && condition != .running && producer.durable() < sequence { return false }
        }
        return true
    }
}
