import FaultInjection
import Glibc
import Testing

extension RealProcesses {
    struct ExhaustionTests {
        @Test func `who has all that it can have is refused more, from there on`() throws {
            let struck = try StruckCalls("calls", demand: "d")
            let ends = try struck.ends(of: StruckCalls.fault("exhaust-resource"))
            let texts = ends.map { "\($0.place): \($0.end?.text ?? "not refused")" }
            #expect(
                texts == [
                    "descriptors at openat 1: "
                        + "d: open -24 read -1 random 16 map 0 break 0 time 0",
                    // What is refused once is refused the next time, too.
                    "memory at mmap 1: d: open 0 read 16 random 16 map -12 break -12 time 0",
                    "memory at brk 1: d: open 0 read 16 random 16 map 0 break -12 time 0",
                    // It gives memory back.
                    "memory at brk 2: not refused",
                ])
            #expect(ends[3].proof?.isComplete == false)
        }

        @Test func `a file that may not grow ends who writes it`() throws {
            let struck = try StruckCalls("calls", ["-DSTORE"], demand: "d")
            let fault = StruckCalls.fault("exhaust-resource", ["resources": ["file"]])
            #expect(
                try struck.texts(of: fault)
                    == ["file at pwrite64 files 1": "\(CopyEnd.Outcome.died(signal: SIGXFSZ))"])
        }
    }
}
