import FaultInjection
import Testing

@Suite struct DefUseClassesTests {
    private func trace(
        _ steps: Int, reads: [(Int, Locations)] = [], writes: [(Int, Locations)] = []
    ) -> AccessTrace {
        var trace = AccessTrace()
        trace.steps = steps
        let last = (reads + writes).map(\.0).max() ?? 0
        for step in 0...last {
            trace.note(
                reads: reads.filter { $0.0 == step }.map(\.1),
                writes: writes.filter { $0.0 == step }.map(\.1), at: step)
        }
        return trace
    }

    private let byte = Locations(start: 100, count: 1)

    private func classes(_ trace: AccessTrace) -> [String] {
        DefUseClasses(of: [byte], in: trace).classes.map {
            "\($0.moments.lowerBound)..<\($0.moments.upperBound) \($0.fate)"
        }
    }

    @Test func `a class ends where the place is accessed, and the rest is never read`() {
        let trace = trace(10, reads: [(2, byte), (7, byte)], writes: [(4, byte)])
        #expect(
            classes(trace) == ["0..<3 read", "3..<5 overwritten", "5..<8 read", "8..<10 unread"])
    }

    @Test func `what is read and written by the same instruction is read`() {
        #expect(
            classes(trace(4, reads: [(1, byte)], writes: [(1, byte)]))
                == ["0..<2 read", "2..<4 unread"])
    }

    @Test func `the first access behind the window decides on its end`() {
        #expect(
            classes(trace(3, reads: [(5, byte)], writes: [(4, byte)])) == ["0..<3 overwritten"])
        #expect(classes(trace(3, reads: [(4, byte)], writes: [(5, byte)])) == ["0..<3 read"])
        #expect(classes(trace(3, reads: [(2, byte), (9, byte)])) == ["0..<3 read"])
    }

    @Test func `a class is stood for by the fault directly before the read`() {
        let found = DefUseClasses(of: [byte], in: trace(10, reads: [(4, byte)])).classes[0]
        #expect(found.representative == 4 && found.moments.count == 5)
    }

    @Test func `every place is in a class at every moment, and found there`() {
        let wide = Locations(start: 96, count: 16)
        let trace = trace(
            20,
            reads: [(3, Locations(start: 98, count: 4)), (25, Locations(start: 110, count: 9))],
            writes: [(9, Locations(start: 90, count: 10))])
        let classes = DefUseClasses(of: [wide], in: trace)
        let weight = classes.classes.reduce(0) {
            $0 + Int($1.locations.count) * $1.moments.count
        }
        #expect(weight == 16 * 20)
        for number in wide.numbers {
            for moment in 0..<20 as Range<UInt64> {
                let found = classes.class(of: number, at: moment)
                #expect(found?.locations.numbers.contains(number) == true)
                #expect(found?.moments.contains(UInt32(moment)) == true)
            }
        }
        #expect(classes.class(of: 95, at: 0) == nil)
        #expect(classes.class(of: 96, at: 20) == nil)
        // What nothing touched is one class.
        #expect(classes.classes.contains { $0.locations.count > 1 && $0.fate == .unread })
    }

    @Test func `where the program is counts at every instruction, and so do strange flags`() {
        let flags = DefUseClasses(of: [.flags(8..<9), .bytes(0..<1, of: .rip)], in: trace(5))
        #expect(flags.classes.count == 10)
        #expect(flags.classes.allSatisfy { $0.fate == .read && $0.moments.count == 1 })
        let carry = DefUseClasses(of: [.flags(0..<1)], in: trace(5))
        #expect(carry.classes.map(\.fate) == [.unread])
    }

    @Test func `what the kernel looks at at once is one class`() {
        var trace = trace(6, reads: [(3, byte)])
        trace.atOnce = [byte]
        #expect(classes(trace) == ["0..<6 read"])
    }
}
