import FaultInjection
import Testing

struct WalkPlanTests {
    private func list(_ addresses: [UInt64]) -> StepList {
        var list = StepList()
        for address in addresses { list.append(address) }
        return list
    }

    /// 20 times through five instructions, and one more behind.
    private var loop: StepList {
        list((0..<20).flatMap { _ in [10, 11, 12, 13, 14] } + [20])
    }

    @Test func `near points are stepped to`() {
        var plan = WalkPlan(loop)
        #expect(plan.breakpoint(from: 0, to: 2) == nil)
        #expect(plan.breakpoint(from: 2, to: 2) == nil)
    }

    @Test func `an address that occurs once is gone to at once`() {
        var plan = WalkPlan(loop)
        #expect(plan.breakpoint(from: 3, to: 100) == .init(step: 100, times: 1))
    }

    @Test func `in a loop each passage counts`() {
        var plan = WalkPlan(loop)
        #expect(plan.breakpoint(from: 0, to: 51) == .init(step: 51, times: 11))
        #expect(plan.breakpoint(from: 51, to: 97) == .init(step: 97, times: 10))
    }

    @Test func `a repeated instruction is no place for a breakpoint`() {
        let copying = (0..<30).map { UInt64($0) } + [50, 50, 50, 50]
        var plan = WalkPlan(list(copying))
        #expect(plan.breakpoint(from: 0, to: 33) == .init(step: 29, times: 1))
    }
}
