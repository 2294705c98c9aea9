import Diversification
import Foundation
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(15)))
struct MuslSourceTests {
    private let cache: TemporaryDirectory

    init() throws {
        cache = try TemporaryDirectory()
    }

    /// A source tree in the cache as somebody may have unpacked it.
    private func unpack(_ files: [String: String]) throws {
        for (name, text) in files {
            let url = URL(fileURLWithPath: "\(cache.path)/musl-source/musl-9.9/\(name)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
    }

    private static let table = "#define __NR_exit_group 231\n#define __NR_seccomp 317\n"

    @Test func `what is unpacked in the cache is used as it is`() throws {
        try unpack(["VERSION": "9.9\n"])
        let source = try MuslSource(inCache: cache.path)
        #expect(source.version == "9.9")
        #expect(source.directory == "\(cache.path)/musl-source/musl-9.9")
    }

    @Test func `a folder without the source is an error that says how to go on`() throws {
        try FileManager.default.createDirectory(
            atPath: "\(cache.path)/musl-source", withIntermediateDirectories: true)
        let error = #expect(throws: GenerationError.self) {
            _ = try MuslSource(inCache: cache.path)
        }
        #expect(error?.kind == .badData)
        #expect(error?.hint == "rm -r '\(cache.path)/musl-source' to fetch it anew")
    }

    @Test func `a source that is not as expected is refused, naming the file`() throws {
        try unpack(["VERSION": "9.9", "arch/x86_64/bits/syscall.h.in": Self.table])
        for _ in 1...2 {
            let error = #expect(throws: GenerationError.self) {
                _ = try RenumberedMusl(cache: cache.path)
            }
            #expect(
                error?.message == "cannot renumber the system calls of musl: "
                    + "'arch/x86_64/syscall_arch.h' is not as expected")
            #expect(error?.hint == "use musl 1.2.3, the version of Debian 12")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: cache.path)
        #expect(left.sorted() == [".lock", "musl-source"])
    }

    @Test func `a handler of cancellations with other text is refused`() throws {
        let asmFiles = [
            "arch/x86_64/syscall_arch.h", "arch/x86_64/crt_arch.h",
            "src/thread/x86_64/__set_thread_area.s", "src/thread/x86_64/__unmapself.s",
            "src/thread/x86_64/clone.s", "src/thread/x86_64/syscall_cp.s",
            "src/signal/x86_64/restore.s", "src/process/x86_64/vfork.s",
        ]
        try unpack(["VERSION": "9.9", "arch/x86_64/bits/syscall.h.in": Self.table])
        try unpack(Dictionary(uniqueKeysWithValues: asmFiles.map { ($0, "") }))
        try unpack(["src/thread/pthread_cancel.c": "void __testcancel() {}\n"])
        let error = #expect(throws: GenerationError.self) {
            _ = try RenumberedMusl(cache: cache.path)
        }
        #expect(error?.message.contains("'src/thread/pthread_cancel.c' is not") == true)
    }

    @Test func `a compiler that is not there is an error`() throws {
        try unpack(["VERSION": "9.9", "arch/x86_64/bits/syscall.h.in": Self.table])
        let error = #expect(throws: GenerationError.self) {
            _ = try RenumberedMusl(cache: cache.path, compiler: "no-such-compiler")
        }
        #expect(error?.kind == .toolMissing)
        #expect(error?.message == "cannot build musl: no compiler 'no-such-compiler'")
    }

    @Test func `what many want at a time is made once and whole`() throws {
        let folder = CacheFolder(path: "\(cache.path)/shared")
        let made = Mutex(0)
        let found = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            let path = try? folder.entry("deep/thing") { staging throws(GenerationError) in
                made.withLock { $0 += 1 }
                for part in 1...50 {
                    _ = FileManager.default.createFile(
                        atPath: "\(staging)/\(part)", contents: Data())
                }
            }
            let parts = path.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0) }
            found.withLock { $0.append("\(parts?.count ?? 0)") }
        }
        #expect(made.withLock { $0 } == 1)
        #expect(found.withLock { $0 } == Array(repeating: "50", count: 8))
    }

    @Test func `what could not be made leaves nothing, and a bad cache is named`() throws {
        let folder = CacheFolder(path: "\(cache.path)/failing")
        let failure = GenerationError(.badData, "cannot make it")
        let error = #expect(throws: GenerationError.self) {
            _ = try folder.entry("thing") { staging throws(GenerationError) in
                _ = FileManager.default.createFile(atPath: "\(staging)/part", contents: nil)
                throw failure
            }
        }
        #expect(error == failure)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(left == [".lock"])
        let bad = #expect(throws: GenerationError.self) {
            _ = try RenumberedMusl(cache: "/proc/nowhere")
        }
        #expect(bad?.kind == .cannotCreate)
        #expect(bad?.message.hasPrefix("cannot use cache '/proc/nowhere': ") == true)
    }
}
