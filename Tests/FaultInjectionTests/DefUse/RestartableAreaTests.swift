import FaultInjection
import Testing

extension RealProcesses {
    @Suite struct RestartableAreaTests {
        /// The C library registers it when a program begins.
        @Test func `what the kernel reads by itself shows alike at every moment`() throws {
            let target = try TargetProgram("sum", ["-static"]).start()
            defer { target.end() }
            _ = try target.advance("3")
            try target.begin("3")
            let trace = try target.accesses(atMost: 100_000)
            let steps = try target.steps(atMost: 100_000)
            let area = try #require(trace.atOnce.first)
            var outcomes: [String: Set<String>] = [:]
            let moments = [0, steps.count / 3, steps.count / 2, steps.count - 1]
            try target.walk(moments, along: steps) { _ throws(TracingError) in
                for address in area.numbers {
                    for bit in 0..<8 {
                        let copy = try target.fork()
                        _ = try ProcessChange.flipMemory(address: address, mask: 1 << bit)
                            .apply(to: copy)
                        let end = try copy.finish()
                        outcomes["\(address) \(bit)", default: []].insert(
                            "\(end.outcome) \(end.answer)")
                    }
                }
            }
            #expect(outcomes.count == Int(area.count) * 8)
            #expect(outcomes.values.allSatisfy { $0.count == 1 }, "\(outcomes)")
            // A critical section that is nowhere.
            #expect(outcomes.values.contains { $0.contains { $0.hasPrefix("died") } })
        }
    }
}
