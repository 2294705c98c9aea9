import CLinux
import Glibc
import Testing
import Wiring

/// What a process moved is known of the call, too, within which it was killed.
struct TransferWordsTests {
    private func words() throws -> TransferWords {
        let memory = thrice_memory_descriptor("test", Scoreboard.byteCount(replicas: 1))
        defer { close(memory) }
        return try #require(Scoreboard(descriptor: memory, replicas: 1)).written
    }

    @Test func `outside of a call nobody has to be asked`() throws {
        let words = try words()
        words.begin(after: 10, all: 1000)
        words.set(17)
        #expect(words.bytes(all: nil) == 17 && words.bytes(all: 5000) == 17)
    }

    @Test func `within a call it is what the kernel has counted since`() throws {
        let words = try words()
        words.begin(after: 10, all: 1000)
        #expect(words.bytes(all: 1000) == 10)
        #expect(words.bytes(all: 1007) == 17)
    }

    @Test func `where one of both did not count nobody knows`() throws {
        let words = try words()
        words.begin(after: 10, all: 1000)
        #expect(words.bytes(all: nil) == nil)
        words.begin(after: 10, all: .max)
        #expect(words.bytes(all: 1007) == nil)
    }

    @Test func `the kernel counts what was written`() throws {
        let before = try #require(TransferCounts(process: getpid()))
        let text = Array("seventeen bytes..".utf8)
        let nothing = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(nothing) }
        #expect(write(nothing, text, text.count) == 17)
        let after = try #require(TransferCounts(process: getpid()))
        // Other tests write meanwhile.
        #expect(after.written >= before.written + 17 && after.read > before.read)
    }
}
