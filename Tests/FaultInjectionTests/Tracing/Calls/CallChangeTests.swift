import FaultInjection
import Foundation
import Glibc
import Testing

extension RealProcesses {
    /// System calls of a program that says what came of each of them.
    struct CallChangeTests {
        private static let golden = "d: open 0 read 16 random 16 map 0 break 0 time 0"

        private func struck(_ flags: [String] = []) throws -> StruckCalls {
            try StruckCalls("calls", flags, demand: "d")
        }

        private func changed(_ word: String, to result: String) -> String {
            let start = Self.golden.range(of: " \(word) ")!
            let rest = Self.golden[start.upperBound...]
            let end = rest.firstIndex(of: " ") ?? rest.endIndex
            return Self.golden[..<start.upperBound] + result + rest[end...]
        }

        @Test func `what calls a window has is known from its recording`() throws {
            let struck = try struck()
            #expect(struck.window.answer == Array(Self.golden.utf8))
            #expect(
                struck.window.calls.map(\.text) == [
                    "read handover 1", "openat 1", "read files 1", "getrandom 1", "mmap 1",
                    "brk 1", "brk 2", "munmap 1", "clock_gettime 1", "close 1",
                    "write answers 1",
                ])
            #expect(struck.window.calls[0].step == nil && struck.window.calls[0].result == 2)
            #expect(struck.window.calls.last?.step == struck.window.steps - 1)
        }

        @Test func `each call can fail, and the program is told the error`() throws {
            let struck = try struck()
            let texts = try struck.texts(of: StruckCalls.fault("fail-call", ["error": ["ENOMEM"]]))
            #expect(
                texts == [
                    "read handover 1": "\(CopyEnd.Outcome.exited(status: 5))",
                    "openat 1": changed("open", to: "-12")
                        .replacing("read 16", with: "read -1"),
                    "read files 1": changed("read", to: "-1"),
                    "getrandom 1": changed("random", to: "-1"),
                    "mmap 1": changed("map", to: "-12"), "brk 1": changed("break", to: "-12"),
                    "brk 2": Self.golden, "munmap 1": Self.golden,
                    "clock_gettime 1": changed("time", to: "-12"), "close 1": Self.golden,
                    "write answers 1": "\(CopyEnd.Outcome.exited(status: 6))",
                ])
            #expect(try struck.target.answer() == Array(Self.golden.utf8))
        }

        @Test func `a call that is interrupted has moved nothing, and is made again`() throws {
            let fault = StruckCalls.fault(
                "fail-call", ["error": ["EINTR"], "calls": ["read", "write"]])
            let texts = try struck().texts(of: fault)
            #expect(texts["read handover 1"] == Self.golden)
            #expect(texts["write answers 1"] == Self.golden)
            // This one it does not repeat.
            #expect(texts["read files 1"] == changed("read", to: "-1"))
        }

        @Test func `a short count is told, and the rest can still be moved`() throws {
            let fault = StruckCalls.fault("shorten-call")
            let texts = try struck().texts(of: fault)
            #expect(texts["read handover 1 behind 1 bytes"] == Self.golden)
            // None at all is the end of its input.
            #expect(
                texts["read handover 1 behind 0 bytes"] == "\(CopyEnd.Outcome.exited(status: 4))")
            for count in 0..<16 {
                #expect(
                    texts["read files 1 behind \(count) bytes"]
                        == changed("read", to: "\(count)"))
                #expect(
                    texts["getrandom 1 behind \(count) bytes"]
                        == changed("random", to: "\(count)"))
            }
            for count in 0...Self.golden.count {
                #expect(texts["write answers 1 behind \(count) bytes"] == Self.golden)
            }
            #expect(texts.count == 2 + 16 + 16 + Self.golden.count + 1)
        }

        @Test func `a program that does not reckon with short counts is found out`() throws {
            let one = try struck(["-DONE_READ"])
            let read = StruckCalls.fault("shorten-call", ["calls": ["read"]])
            let half = try one.ends(of: read).first { $0.place == "read handover 1 behind 1 bytes" }
            #expect(half?.end?.text == Self.golden && half?.end?.extra.isEmpty == false)
            let two = try struck(["-DONE_WRITE"])
            let write = StruckCalls.fault("shorten-call", ["calls": ["write"]])
            let ends = try two.ends(of: write)
            #expect(ends.count == Self.golden.count + 1)
            #expect(ends.allSatisfy { $0.end?.outcome == .blocked(state: "S") })
        }

        @Test func `what a call returns is another, and what it did is done`() throws {
            let struck = try struck()
            let fault = StruckCalls.fault("flip-result-bits", ["calls": ["getrandom", "openat"]])
            let ends = try struck.ends(of: fault)
            #expect(ends.count == 128)
            let drawn = ends.filter { $0.place == "getrandom 1" }.compactMap { $0.end?.text }
            #expect(drawn[0] == changed("random", to: "17"))
            #expect(drawn[5] == changed("random", to: "48"))
            #expect(ends.allSatisfy { $0.proof?.before != $0.proof?.after })
            // Descriptor 3 becomes 2, which leads to /dev/null, and 7, which leads nowhere.
            #expect(ends[0].end?.text == changed("read", to: "0"))
            #expect(ends[2].end?.text == changed("read", to: "-1"))
        }

        @Test func `a call that is held comes later, and only so long as anybody waits`() throws {
            let struck = try struck()
            let fault = StruckCalls.fault("delay-call", ["time": ["30ms"], "calls": ["close"]])
            let clock = ContinuousClock()
            var ends: [CopyEnd?] = []
            let time = try clock.measure { ends = try struck.ends(of: fault).map(\.end) }
            #expect(time >= .milliseconds(30))
            #expect(ends.map { $0?.text } == [Self.golden])
            let copy = try struck.target.fork()
            copy.deadline = 1_000_000
            let late = ProcessChange.arrival(.delay(nanoseconds: 3_600_000_000_000))
            #expect(try late.apply(to: copy)?.isComplete == true)
        }

        @Test func `no call, no injection`() throws {
            let struck = try struck()
            try struck.target.walk([0], along: struck.steps) { _ throws(TracingError) in
                let copy = try struck.target.fork()
                #expect(try ProcessChange.call(.fail(errno: EIO)).apply(to: copy) == nil)
            }
        }

        @Test func `lists of pieces are shortened like one piece`() throws {
            let struck = try struck(["-DLISTS"])
            #expect(struck.window.calls.first?.text == "readv handover 1")
            #expect(struck.window.calls.last?.text == "writev answers 1")
            let short = try struck.texts(of: StruckCalls.fault("shorten-call"))
            #expect(short["readv handover 1 behind 1 bytes"] == Self.golden)
            for count in 0...Self.golden.count {
                #expect(short["writev answers 1 behind \(count) bytes"] == Self.golden)
            }
            let again = StruckCalls.fault("fail-call", ["error": ["EINTR"], "calls": ["readv"]])
            #expect(
                try self.struck(["-DLISTS"]).texts(of: again) == ["readv handover 1": Self.golden])
        }
    }
}
