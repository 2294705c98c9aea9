import Recovery
import Testing

/// Three replicas of which two must agree, and behind them a shadow.
@Suite struct SwapTests {
    private func caretaker(
        shadows: Int = 0, needed: Int = 2, running: Range<Int> = 0..<3
    ) -> Caretaker {
        var care = Caretaker(
            replicas: 3 + shadows, shadows: shadows, needed: needed, policy: CaretakerPolicy(),
            at: 0)
        for replica in running { _ = care.started(replica, at: 0) }
        return care
    }

    private let withdrawal = Order(1, .withdraw(.swap))
    private let arrival = [
        Order(1, .exchange(.newcomer)), Order(1, .restart(at: 20, isSoon: true)),
    ]

    /// The old one has left, and the newcomer runs.
    private func proving(_ proof: UInt64 = 10) -> Caretaker {
        var care = caretaker()
        #expect(care.swap(SwapTerms(seat: 1, proof: proof), at: 10) == [withdrawal])
        #expect(care.lost(1, .withdrawn, at: 20) == arrival)
        #expect(care.elapsed(at: 20) == [Order(1, .start)])
        _ = care.started(1, at: 21)
        return care
    }

    @Test func `a newcomer stays after so many good answers`() {
        var care = proving()
        #expect(care.tried(1, .inTime, count: 9, at: 30) == [])
        #expect(care.tried(0, .dissented, count: 5, at: 30) == [], "somebody else's")
        #expect(care.tried(1, .inTime, count: 1, at: 40) == [Order(1, .swapEnded(.settled))])
        #expect(!care.isSwapping)
        // From now on it is a replica like any other.
        #expect(care.lost(1, .crashed, at: 50) == [Order(1, .restart(at: 50, isSoon: true))])
    }

    @Test(arguments: [Closing.dissented, .rejected, .late, .missing])
    func `one that answers badly makes room for the old one`(closing: Closing) {
        var care = proving()
        #expect(care.tried(1, .inTime, count: 5, at: 30) == [])
        #expect(care.tried(1, closing, count: 1, at: 40) == [withdrawal])
        #expect(
            care.lost(1, .withdrawn, at: 50) == [
                Order(1, .exchange(.former)), Order(1, .swapEnded(.answeredBadly)),
                Order(1, .restart(at: 50, isSoon: true)),
            ])
        #expect(!care.isSwapping)
    }

    @Test func `one that starts may be late until it has been in time`() {
        var care = proving()
        #expect(care.tried(1, .late, count: 3, at: 30) == [])
        #expect(care.tried(1, .missing, count: 3, at: 30) == [])
        #expect(care.tried(1, .dissented, count: 1, at: 31) == [withdrawal])
    }

    @Test(arguments: [LossCause.crashed, .silent, .wrong, .withdrawn])
    func `one that is lost makes room for the old one`(cause: LossCause) {
        var care = proving()
        #expect(
            care.lost(1, cause, holding: 7, at: 30) == [
                Order(1, .exchange(.former)), Order(1, .swapEnded(.lost)),
                Order(1, .restart(at: 30, isSoon: true)),
            ])
    }

    @Test func `one that cannot be started makes room for the old one`() {
        var care = caretaker()
        _ = care.swap(SwapTerms(seat: 1, proof: 1), at: 10)
        _ = care.lost(1, .withdrawn, at: 20)
        #expect(care.elapsed(at: 20) == [Order(1, .start)])
        #expect(
            care.lost(1, .notStarted, at: 21) == [
                Order(1, .exchange(.former)), Order(1, .swapEnded(.lost)),
                Order(1, .restart(at: 21, isSoon: true)),
            ])
    }

    @Test func `an old one that crashes on its way out has left all the same`() {
        var care = caretaker()
        _ = care.swap(SwapTerms(seat: 1, proof: 1), at: 10)
        #expect(care.lost(1, .crashed, holding: 7, at: 20) == arrival)
    }

    @Test func `it waits until the seat can be missed`() {
        var care = caretaker(running: 0..<2)
        #expect(care.swap(SwapTerms(seat: 1, proof: 1), at: 10) == [])
        #expect(care.elapsed(at: 15) == [])
        _ = care.started(2, at: 20)
        #expect(care.elapsed(at: 20) == [withdrawal])
    }

    @Test func `without it there would never be a quorum`() {
        var care = caretaker(needed: 3)
        #expect(
            care.swap(SwapTerms(seat: 1, proof: 1), at: 10) == [Order(1, .swapEnded(.refused))])
        #expect(!care.isSwapping)
    }

    @Test func `a voter that keeps the old one ends the swap`() {
        var care = caretaker()
        _ = care.swap(SwapTerms(seat: 1, proof: 1), at: 10)
        #expect(care.stays(1, at: 20) == [Order(1, .swapEnded(.refused))])
        #expect(care.lost(1, .crashed, at: 30) == [Order(1, .restart(at: 30, isSoon: true))])
    }

    @Test func `a voter that keeps a bad newcomer is asked again`() {
        var care = proving()
        #expect(care.tried(1, .dissented, count: 1, at: 40) == [withdrawal])
        #expect(care.stays(1, at: 50) == [])
        #expect(care.nextInstant == 1_000_000_050)
        #expect(care.elapsed(at: 1_000_000_049) == [])
        #expect(care.elapsed(at: 1_000_000_050) == [withdrawal])
    }

    @Test func `a shadow is watched first, and begins anew with every bad answer`() {
        var care = caretaker(shadows: 1, running: 0..<4)
        #expect(care.swap(SwapTerms(seat: 1, shadow: 3, after: 10, proof: 1), at: 10) == [])
        #expect(care.tried(3, .inTime, count: 9, at: 20) == [])
        #expect(care.tried(3, .dissented, count: 1, at: 20) == [])
        #expect(care.tried(3, .inTime, count: 9, at: 20) == [])
        #expect(care.tried(demands: 1_000, at: 20) == [])
        #expect(care.tried(3, .inTime, count: 1, at: 20) == [withdrawal])
    }

    @Test func `without a shadow demands are counted`() {
        var care = caretaker()
        #expect(care.swap(SwapTerms(seat: 1, after: 100, proof: 1), at: 10) == [])
        #expect(care.tried(demands: 99, at: 20) == [])
        #expect(care.tried(demands: 100, at: 20) == [withdrawal])
    }

    @Test func `an empty seat is taken at once`() {
        var care = caretaker()
        #expect(care.lost(1, .hopeless, at: 5) == [Order(1, .eject)])
        #expect(
            care.swap(SwapTerms(seat: 1, proof: 1), at: 10) == [
                Order(1, .exchange(.newcomer)), Order(1, .restart(at: 10, isSoon: true)),
            ])
        #expect(care.elapsed(at: 10) == [Order(1, .start)])
        _ = care.started(1, at: 11)
        #expect(care.ladder.counting == 3)
    }

    @Test func `a newcomer is neither rebuilt as the old one nor rejuvenated on probation`() {
        var policy = CaretakerPolicy()
        policy.ladder.restartsMax = 0
        policy.ladder.rebuildsMax = 5
        var care = Caretaker(replicas: 3, needed: 2, policy: policy, at: 0)
        for replica in 0..<3 { _ = care.started(replica, at: 0) }
        _ = care.swap(SwapTerms(seat: 0, proof: 1), at: 10)
        _ = care.lost(0, .withdrawn, at: 20)
        _ = care.elapsed(at: 20)
        _ = care.started(0, at: 21)
        #expect(care.ladder.eldest(reserve: 0) == 1)
        #expect(care.tried(0, .inTime, count: 1, at: 30) == [Order(0, .swapEnded(.settled))])
        #expect(care.lost(0, .crashed, at: 40) == [Order(0, .eject)])
        #expect(
            care.lost(1, .crashed, at: 50) == [Order(1, .rebuild)], "the others are as they were")
    }
}
