import CLinux
import Glibc
import Recovery
import Supervision
import Testing

/// What the kernel says of real processes.
@Suite(.timeLimit(.minutes(1)))
struct ProcessSightTests {
    private func start(_ words: [String]) throws -> Launch.Process {
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        return try Launch(
            path: words[0], arguments: words, environment: [],
            standard: (nothing, nothing, nothing)
        ).start()
    }

    private func end(_ process: Launch.Process) {
        kill(process.number, SIGKILL)
        waitpid(process.number, nil, 0)
        close(process.handle)
    }

    /// What it comes to sooner or later.
    private func sight(
        of process: pid_t, waitsForFile: Bool = false, until isMet: (ProcessSight) -> Bool
    ) -> ProcessSight? {
        for _ in 0..<5000 {
            guard let sight = ProcessSight.of(process, waitsForFile: waitsForFile) else {
                return nil
            }
            if isMet(sight) { return sight }
            poll(nil, 0, 1)
        }
        return nil
    }

    @Test func `one that waits waits for something, or for a file`() throws {
        let process = try start(["/bin/sleep", "100"])
        defer { end(process) }
        #expect(sight(of: process.number) { $0.state == .waiting } != nil)
        let atFile = sight(of: process.number, waitsForFile: true) { $0.state == .inKernel }
        #expect(atFile != nil)
    }

    @Test func `one that is stopped is so whatever it waits for`() throws {
        let process = try start(["/bin/sleep", "100"])
        defer { end(process) }
        kill(process.number, SIGSTOP)
        let stopped = sight(of: process.number, waitsForFile: true) { $0.state == .stopped }
        #expect(stopped?.isTraced == false)
    }

    @Test func `one that runs uses the processor`() throws {
        let process = try start(["/bin/sh", "-c", "while :; do :; done"])
        defer { end(process) }
        let seen = sight(of: process.number) { $0.processorNanoseconds >= 50_000_000 }
        #expect(seen?.state == .running)
    }

    @Test func `one that is traced is told from one that is stopped`() throws {
        let process = try start(["/bin/sleep", "100"])
        defer { end(process) }
        #expect(thrice_attach(process.number) == 0)
        #expect(ProcessSight.of(process.number, waitsForFile: false)?.isTraced == true)
        #expect(thrice_release(process.number, 0) == 0)
        #expect(ProcessSight.of(process.number, waitsForFile: false)?.isTraced == false)
    }

    @Test func `of one that has ended nothing is said`() throws {
        let process = try start(["/bin/true"])
        var file = pollfd(fd: process.handle, events: Int16(POLLIN), revents: 0)
        poll(&file, 1, -1)
        #expect(ProcessSight.of(process.number, waitsForFile: false) == nil)
        end(process)
        #expect(ProcessSight.of(process.number, waitsForFile: false) == nil)
    }
}
