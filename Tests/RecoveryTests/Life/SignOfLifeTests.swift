import Recovery
import Testing

@Suite struct SignOfLifeTests {
    /// Looks four times within the bound, in time; a look each 25.
    private static let bound: UInt64 = 100

    private static func sight(
        _ state: ProcessSight.State, used: UInt64 = 0, isTraced: Bool = false
    ) -> ProcessSight {
        ProcessSight(state: state, isTraced: isTraced, processorNanoseconds: used)
    }

    /// One that has gone round once, at 25.
    private func moved() -> SignOfLife {
        var sign = SignOfLife(bound: Self.bound, beats: 7, at: 0)
        #expect(sign.look(at: 25, beats: 8) { nil } == .nothing)
        return sign
    }

    @Test func `who goes round is not even looked at`() {
        var sign = moved()
        for round in 2...50 as ClosedRange<UInt64> {
            let finding = sign.look(at: 25 * round, beats: 8 + round) {
                Issue.record("nobody asked")
                return nil
            }
            #expect(finding == .nothing)
        }
    }

    @Test func `between two looks nothing is found`() {
        var sign = moved()
        #expect(sign.nextLook == 50)
        #expect(sign.look(at: 49, beats: 8) { Self.sight(.stopped) } == .nothing)
        #expect(sign.look(at: 50, beats: 8) { Self.sight(.stopped) } == .ask)
    }

    @Test(arguments: [ProcessSight.State.stopped, .waiting])
    func `who stands still is asked first, and found after the bound`(state: ProcessSight.State) {
        var sign = moved()
        #expect(sign.look(at: 50, beats: 8) { Self.sight(state) } == .ask)
        for now in [75, 100, 125] as [UInt64] {
            #expect(sign.look(at: now, beats: 8) { Self.sight(state) } == .nothing)
        }
        let finding = sign.look(at: 150, beats: 8) { Self.sight(state) }
        #expect(finding == .lifeless(Lifelessness(nanoseconds: 100, state: state)))
        #expect(sign.nextLook == nil)
        #expect(sign.look(at: 999, beats: 8) { Self.sight(state) } == .nothing, "told once")
    }

    @Test func `who was asked and moves is well, however often`() {
        var sign = moved()
        for round in 1...20 as ClosedRange<UInt64> {
            let (quiet, beats) = (50 * round, 7 + round)
            #expect(sign.look(at: quiet, beats: beats) { Self.sight(.waiting) } == .ask)
            #expect(sign.look(at: quiet + 25, beats: beats + 1) { nil } == .nothing)
        }
    }

    @Test func `of one that runs only what it had of the processor counts`() {
        var sign = moved()
        #expect(sign.look(at: 50, beats: 8) { Self.sight(.running, used: 1000) } == .ask)
        // It has a fifth of a processor, so it takes five times as long.
        var now: UInt64 = 50
        var used: UInt64 = 1000
        var finding = SignOfLife.Finding.nothing
        while finding == .nothing, now < 2000 {
            (now, used) = (now + 25, used + 5)
            finding = sign.look(at: now, beats: 8) { Self.sight(.running, used: used) }
        }
        #expect(finding == .lifeless(Lifelessness(nanoseconds: 100, state: .running)))
        #expect(now == 550)
    }

    @Test func `who waits in the kernel, or has ended, is not found`() {
        var sign = moved()
        #expect(sign.look(at: 50, beats: 8) { Self.sight(.inKernel) } == .ask)
        for round in 3...99 as ClosedRange<UInt64> {
            let seen = round.isMultiple(of: 2) ? Self.sight(.inKernel) : nil
            #expect(sign.look(at: 25 * round, beats: 8) { seen } == .nothing)
        }
    }

    @Test func `who is traced is neither woken nor found, and has its whole time afterwards`() {
        var sign = moved()
        #expect(sign.look(at: 50, beats: 8) { Self.sight(.stopped) } == .ask)
        for now in [75, 100, 125] as [UInt64] {
            _ = sign.look(at: now, beats: 8) { Self.sight(.stopped) }
        }
        for round in 6...40 as ClosedRange<UInt64> {
            let finding = sign.look(at: 25 * round, beats: 8) {
                Self.sight(.stopped, isTraced: true)
            }
            #expect(finding == .nothing)
        }
        #expect(sign.look(at: 1025, beats: 8) { Self.sight(.stopped) } == .ask)
        #expect(sign.look(at: 1050, beats: 8) { Self.sight(.stopped) } == .nothing)
    }

    @Test func `an observer that was late itself has learnt nothing`() {
        var sign = moved()
        #expect(sign.look(at: 50, beats: 8) { Self.sight(.stopped) } == .ask)
        // Each look is due 25 after the last.
        for round in 1...50 as ClosedRange<UInt64> {
            let now = 50 + 51 * round
            #expect(sign.look(at: now, beats: 8) { Self.sight(.stopped) } == .nothing)
        }
    }

    @Test func `who has only been started has ten times as long`() {
        var sign = SignOfLife(bound: Self.bound, beats: 7, at: 0)
        #expect(sign.look(at: 25, beats: 7) { Self.sight(.stopped) } == .ask)
        var now: UInt64 = 25
        var finding = SignOfLife.Finding.nothing
        while finding == .nothing {
            now += 25
            finding = sign.look(at: now, beats: 7) { Self.sight(.stopped) }
        }
        #expect(now == 1025)
    }

    @Test func `it is said for how long, and how it was`() {
        let lifelessness = Lifelessness(nanoseconds: 2_050_000_000, state: .stopped)
        #expect(lifelessness.text == "for 2.0 s, it was stopped")
    }
}
