import FaultInjection
import Glibc
import Testing

extension RealProcesses {
    /// Clocks of a program that says what it makes of them.
    struct WrongClockTests {
        private static let golden = "same same same"
        private static let calls = [
            "clock_gettime 1", "gettimeofday 1", "time 1", "clock_gettime 2", "gettimeofday 2",
            "time 2",
        ]

        private func struck(_ flags: [String] = []) throws -> StruckCalls {
            try StruckCalls("clocks", flags, demand: "now")
        }

        private func texts(
            _ name: String, _ settings: [String: [String]], _ flags: [String] = []
        ) throws -> [String] {
            let struck = try struck(flags)
            let texts = try struck.texts(of: StruckCalls.fault(name, settings))
            #expect(try struck.target.answer() == Array(Self.golden.utf8))
            return Self.calls.map { texts[$0] ?? "none" }
        }

        @Test func `asking for the time is a system call`() throws {
            let clocks = try struck().window.calls.filter { $0.clock != nil }
            #expect(clocks.map(\.text) == Self.calls)
            #expect(
                clocks.map(\.clock) == [
                    .monotonic, .realtime, .realtime, .monotonic, .realtime, .realtime,
                ])
        }

        @Test func `a clock that jumps is wrong from there on, and others with it`() throws {
            #expect(
                try texts("jump-clock", ["directions": ["forwards"]]) == [
                    Self.golden, "ahead same same", "ahead ahead same", "ahead ahead ahead",
                    "same ahead ahead", "same same ahead",
                ])
            #expect(
                try texts("jump-clock", ["directions": ["backwards"], "by": ["1min"]]) == [
                    Self.golden, "behind same same", "behind behind same",
                    "behind behind behind", "same behind behind", "same same behind",
                ])
        }

        @Test func `the other clocks are right`() throws {
            let settings = ["directions": ["forwards"], "clocks": ["monotonic"]]
            #expect(
                try texts("jump-clock", settings) == [
                    Self.golden, "none", "none", "ahead same same", "none", "none",
                ])
        }

        @Test func `a clock that runs too fast or not at all shows at its next reading`() throws {
            func told(_ clocks: String, _ percent: String) throws -> [String] {
                try texts("skew-clock", ["percent": [percent], "clocks": [clocks]])
            }
            let steady = try told("monotonic", "1000000")
            #expect(steady == ["ahead same same", "none", "none", "none", "none", "none"])
            let day = try told("realtime", "1000000")
            #expect(day[0] == "none" && day[1].hasPrefix("same ahead "))
            #expect(day[2].hasPrefix("same ") && day[3...] == ["none", "none", "none"])
            #expect(try told("monotonic", "0")[0] == "still same same")
            #expect(try told("monotonic", "100") == Array(repeating: "none", count: 6))
        }

        @Test func `what a wrong clock leads to is seen as any other end`() throws {
            let back = try texts("jump-clock", ["directions": ["backwards"]], ["-DSTRICT"])
            #expect(back[3] == "\(CopyEnd.Outcome.died(signal: SIGABRT))")
            let forth = try texts("jump-clock", ["directions": ["forwards"]], ["-DSTRICT"])
            #expect(forth[3] == "\(CopyEnd.Outcome.exited(status: 3))")
        }

        @Test func `who waits for a time that does not come is busy, and not for ever`() throws {
            let struck = try struck(["-DWAIT"])
            let back = StruckCalls.fault(
                "jump-clock", ["directions": ["backwards"], "clocks": ["monotonic"]])
            let (moment, _, change) = try #require(
                struck.entries(of: back).first {
                    back.place($0.point, in: struck.window) == "clock_gettime 2"
                })
            let budget = CopyBudget(
                cpuNanosecondsMax: 20_000_000, wallNanosecondsMax: 10_000_000_000)
            try struck.target.walk([moment], along: struck.steps) { _ throws(TracingError) in
                let copy = try struck.target.fork()
                #expect(try change.apply(to: copy)?.isComplete == true)
                #expect(try copy.finish(budget).outcome == .busy)
                #expect(!copy.wasToldRight)
            }
        }

        @Test func `a clock that counts wrongly tells no time before its beginning`() {
            let slow = ClockChange(kinds: [.realtime], percent: 50)
            #expect(slow.told(1_000_000_300, since: 1_000_000_100) == 1_000_000_200)
            let back = ClockChange(kinds: [.realtime], offset: -2_000)
            #expect(back.told(1_000, since: 1_000) == 0)
            #expect(back.told(5_000, since: 1_000) == 3_000)
        }
    }
}
