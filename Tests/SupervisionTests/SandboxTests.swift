import CLinux
import Foundation
import Glibc
import Supervision
import Testing

/// What a sandbox keeps a hostile replica from, each thing with the proof that it goes without.
@Suite(.timeLimit(.minutes(2)))
struct SandboxTests {
    private let hostile: HostileProgram
    private let sandbox = SandboxPlan(isRequired: true)

    init() throws { hostile = try HostileProgram() }

    /// What an ordinary process may do and a replica may not.
    @Test(arguments: [
        (["read", "/etc/passwd"], "EACCES"), (["read", "/proc/self/maps"], "ENOENT"),
        (["file"], "EPERM"), (["segment"], "EPERM"), (["namespace"], "EPERM"),
        (["zero"], "EACCES"), (["stack"], "EPERM"), (["outlive"], "EPERM"),
        (["datagram"], "EPERM"), (["raw"], "EPERM"), (["limits", "\(getpid())"], "EPERM"),
    ])
    func `a sandbox refuses`(act: [String], refusal: String) throws {
        #expect(try hostile(act, in: nil).lines == ["done"])
        let run = try hostile(act, in: sandbox)
        #expect(run.lines == [refusal])
        #expect(run.end == ExitReport(wasSignal: false, status: 0))
        #expect(run.missing == [])
    }

    @Test(arguments: ["write", "remove", "mode"])
    func `no file can be changed`(act: String) throws {
        let path = "\(NSTemporaryDirectory())thrice-victim-\(UUID().uuidString)"
        defer { unlink(path) }
        func make() throws { try "old".write(toFile: path, atomically: true, encoding: .utf8) }
        try make()
        #expect(try hostile([act, path], in: nil).lines == ["done"])
        try make()
        let allowed = SandboxPlan(isRequired: true, readable: [path])
        let refusal = act == "write" ? "EROFS" : "EPERM"
        #expect(try hostile([act, path], in: allowed).lines == [refusal])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    }

    /// What only root may do elsewhere, and a call that no kernel has yet.
    @Test(arguments: [
        (["mount"], "EPERM"), (["call", "246"], "EPERM"), (["call", "250"], "EPERM"),
        (["call", "298"], "EPERM"), (["call", "425"], "EPERM"), (["call", "4000"], "ENOSYS"),
    ])
    func `a sandbox has no call for it`(act: [String], refusal: String) throws {
        #expect(try hostile(act, in: sandbox).lines == [refusal])
    }

    @Test func `what libraries need goes well`() throws {
        for act in ["stream", "name"] {
            #expect(try hostile([act], in: sandbox).lines == ["done"])
        }
    }

    @Test func `no writer is made to wait by a lease`() throws {
        #expect(try hostile(["lease", hostile.path], in: nil).lines == ["done"])
        #expect(try hostile(["lease", hostile.path], in: sandbox).lines == ["EPERM"])
    }

    @Test func `what may be read can be read`() throws {
        let path = "\(NSTemporaryDirectory())thrice-readable-\(UUID().uuidString)"
        try "text".write(toFile: path, atomically: true, encoding: .utf8)
        defer { unlink(path) }
        #expect(try hostile(["read", path], in: sandbox).lines == ["EACCES"])
        let readable = SandboxPlan(isRequired: true, readable: [path])
        #expect(try hostile(["read", path], in: readable).lines == ["done"])
        #expect(try hostile(["read", hostile.path], in: sandbox).lines == ["done"])
        #expect(try hostile(["write", "/dev/null"], in: sandbox).lines == ["done"])
        #expect(try hostile(["read", "/dev/urandom"], in: sandbox).lines == ["done"])
    }

    /// Without a stamp the clock and random bytes are a program's own.
    @Test(arguments: [
        ("time", "EPERM", ["time"]), ("random", "EPERM", ["random"]),
        ("random", "EACCES", ["read", "/dev/urandom"]),
        ("random", "EACCES", ["read", "/dev/random"]),
    ])
    func `what a stamp stands for is refused`(
        stamp: String, refusal: String, act: [String]
    ) throws {
        #expect(try hostile(act, in: sandbox).lines == ["done"])
        var denied = sandbox
        denied.deniesTime = stamp == "time"
        denied.deniesRandom = stamp == "random"
        let run = try hostile(act, in: denied)
        #expect(run.lines == [refusal])
        #expect(run.missing == [])
        var other = sandbox
        other.deniesTime = stamp != "time"
        other.deniesRandom = stamp != "random"
        #expect(try hostile(act, in: other).lines == ["done"])
    }

    @Test func `with random stamps a program begins with the same bytes and addresses`() throws {
        func given(_ sandbox: SandboxPlan?) throws -> Set<[String]> {
            Set(try (0..<4).map { _ in try hostile(["given"], in: sandbox).lines })
        }
        #expect(try given(sandbox).count == 4)
        var denied = sandbox
        denied.deniesRandom = true
        #expect(try given(denied).count == 1)
        denied.deniesTime = true
        let run = try hostile(["exit", "7"], in: denied)
        #expect(run.end == ExitReport(wasSignal: false, status: 7))
    }

    @Test func `no peer can be reached`() throws {
        let peer = try Peer(hostile, in: sandbox)
        defer { peer.end() }
        let number = "\(peer.process.program)"
        for (act, refusal) in [
            ("signal \(number)", "ESRCH"), ("trace \(number)", "EPERM"),
            ("read /proc/\(number)/environ", "ENOENT"), ("read /proc/\(number)/fd/1", "ENOENT"),
            ("open /proc/\(number)/mem", "ENOENT"), ("signal \(getpid())", "ESRCH"),
        ] {
            let words = act.split(separator: " ").map(String.init)
            #expect(try hostile(words, in: nil).lines == ["done"], "\(act)")
            // Tracing stops it: the next act finds a living one all the same.
            #expect(try hostile(words, in: sandbox).lines == [refusal], "\(act)")
        }
    }

    @Test func `no socket can be had`() throws {
        let server = try Server()
        #expect(try hostile(["port", "\(server.port)"], in: nil).lines == ["done"])
        #expect(try hostile(["port", "\(server.port)"], in: sandbox).lines == ["EPERM"])
        #expect(try hostile(["path", server.path], in: nil).lines == ["done"])
        let readable = SandboxPlan(isRequired: true, readable: [server.path])
        #expect(try hostile(["path", server.path], in: readable).lines == ["EPERM"])
    }

    @Test func `it makes no processes unless it may, and then no more than it may`() throws {
        #expect(try hostile(["fork", "20"], in: nil).lines == ["20"])
        #expect(try hostile(["fork", "20"], in: sandbox).lines == ["0"])
        #expect(try hostile(["threads", "3"], in: sandbox).lines == ["3"])
        let mayFork = SandboxPlan(isRequired: true, mayFork: true)
        #expect(try hostile(["fork", "20"], in: mayFork).lines == ["20"])
    }

    @Test func `memory is bounded, whatever kind it is of`() throws {
        let limit = ReplicaPlan.Limit(resource: Int32(RLIMIT_DATA.rawValue), value: 64 << 20)
        let own = try hostile(["memory", "100"], in: sandbox, limits: [limit])
        let got = try #require(own.lines.first.flatMap { Int($0) })
        #expect(got <= 64)
        #expect(try hostile(["shared", "1"], in: nil, limits: [limit]).lines == ["1024"])
        #expect(try hostile(["shared", "1"], in: sandbox, limits: [limit]).lines == ["0"])
    }

    @Test func `no child outlives it`() throws {
        let mayFork = SandboxPlan(isRequired: true, mayFork: true)
        // Standard output ends, so nobody holds it any more.
        #expect(try hostile(["child"], in: mayFork).lines == ["child"])
    }

    @Test func `it does not learn the name of the host`() throws {
        #expect(try hostile(["host"], in: sandbox).lines == ["replica"])
    }

    @Test(arguments: [("abort", SIGABRT), ("terminate", SIGTERM)])
    func `it ends as a program does that is not the first one`(act: String, signal: Int32) throws {
        let run = try hostile([act], in: sandbox)
        #expect(run.end == ExitReport(wasSignal: true, status: signal))
        #expect(
            try hostile(["exit", "7"], in: sandbox).end
                == ExitReport(wasSignal: false, status: 7))
    }
}
