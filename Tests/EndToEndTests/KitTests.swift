import Foundation
import Testing

/// The kit itself: what it must be able to see.
extension EndToEnd {
    @Suite struct KitTests {
        @Test(.timeLimit(.minutes(1)))
        func `a process with the mark of a run is found until it has ended`() throws {
            let mark = UUID().uuidString
            let command = [try Fixture.path("faulty"), "daemon", "mark=\(mark)"]
            let (input, output) = (Pipe(), Pipe())
            let parent = try Spawn.start(
                command,
                standard: [
                    input.fileHandleForReading.fileDescriptor,
                    output.fileHandleForWriting.fileDescriptor, STDERR_FILENO,
                ], adding: "THRICE_TEST_OTHER=1")
            input.fileHandleForWriting.write(Data("1 leave a daemon\n".utf8))
            var status: Int32 = 0
            waitpid(parent, &status, 0)
            #expect(status & 0x7f == SIGSEGV)
            let left = Leftovers.marked(mark)
            #expect(left.count == 1)
            for process in left {
                process.signal(SIGKILL)
                #expect(process.hasEnded(within: .seconds(5)))
            }
            #expect(Leftovers.marked(mark).isEmpty)
            #expect(Leftovers.marked(UUID().uuidString).isEmpty)
        }
    }
}
