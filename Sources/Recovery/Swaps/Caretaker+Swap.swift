/// The swap of one seat's program, one at a time.
///
/// The old program is withdrawn as for a rejuvenation, so that nothing is lost by it and never
/// fewer than a quorum are left; the newcomer starts in its seat, and is on probation there: who
/// is lost on probation, or answers badly, makes room for the old one.
extension Caretaker {
    package var isSwapping: Bool { swap != nil }

    /// Whether the seat's ballots are the newcomer's.
    package var isProving: Bool {
        if case .proving = swap?.stage { return true }
        return false
    }

    /// Begins a swap; its end is told as `swapEnded`.
    ///
    /// - Precondition: none is under way.
    package mutating func swap(_ terms: SwapTerms, at now: UInt64) -> [Order] {
        precondition(swap == nil, "a swap of seat \(terms.seat) beside another one")
        swap = Swap(terms: terms)
        guard ladder.canEverMiss(terms.seat) else { return end(.refused) }
        return tryToVacate(at: now) + considered(at: now)
    }

    /// Ballots of the newcomer, as a shadow or in its seat.
    package mutating func tried(
        _ replica: Int, _ closing: Closing, count: Int, at now: UInt64
    ) -> [Order] {
        guard count > 0 else { return [] }
        let said = swap?.closed(
            replica, closing, count: UInt64(count), isExcused: ladder.blamesMachine)
        switch said {
        case true?:
            if let seat = swap?.terms.seat { ladder.keepNewcomer(seat) }
            return end(.settled)
        case false?:
            swap?.stage = .failing(retryAt: now)
            return tryToVacate(at: now)
        case nil: return tryToVacate(at: now)
        }
    }

    /// - Parameter demands: how many there have been since the swap was asked for.
    package mutating func tried(demands: UInt64, at now: UInt64) -> [Order] {
        swap?.admitted(demands)
        return tryToVacate(at: now)
    }

    /// Whoever sits there leaves, when it is time for it.
    mutating func tryToVacate(at now: UInt64) -> [Order] {
        guard let swap else { return [] }
        let seat = swap.terms.seat
        switch swap.stage {
        case .waiting where swap.isDue:
            guard let directive = ladder.vacate(seat, at: now) else { return [] }
            if directive == .withdraw(.swap) {
                self.swap?.stage = .leaving
                return [Order(seat, directive)]
            }
            // Nobody sits there.
            self.swap?.stage = .proving(good: 0)
            return [Order(seat, .exchange(.newcomer)), Order(seat, directive)]
        case .failing(let instant?) where instant <= now:
            let directive = ladder.vacate(seat, at: now)
            let retry = now.saturatingAdd(Swap.retryNanoseconds)
            self.swap?.stage = .failing(retryAt: directive == nil ? retry : nil)
            return directive.map { [Order(seat, $0)] } ?? []
        default: return []
        }
    }

    /// The loss of whoever sat in a seat, and what the ladder says to it.
    mutating func vacated(_ seat: Int, _ directive: Directive?) -> [Order] {
        guard let swap, swap.terms.seat == seat, let directive else { return [] }
        if directive == .eject { return end(.ejected) }
        switch swap.stage {
        case .waiting: return []
        case .leaving:
            self.swap?.stage = .proving(good: 0)
            return [Order(seat, .exchange(.newcomer))]
        case .proving: return [Order(seat, .exchange(.former))] + end(.lost)
        case .failing: return [Order(seat, .exchange(.former))] + end(.answeredBadly)
        }
    }

    /// Who was asked to leave stays.
    mutating func stayed(_ seat: Int, at now: UInt64) -> [Order] {
        guard let swap, swap.terms.seat == seat else { return [] }
        switch swap.stage {
        case .leaving: return end(.refused)
        case .failing:
            self.swap?.stage = .failing(retryAt: now.saturatingAdd(Swap.retryNanoseconds))
            return []
        case .waiting, .proving: return []
        }
    }

    /// When somebody is to be asked to leave once more.
    var swapInstant: UInt64? {
        if case .failing(let instant) = swap?.stage { return instant }
        return nil
    }

    private mutating func end(_ end: SwapEnd) -> [Order] {
        guard let seat = swap?.terms.seat else { return [] }
        ladder.endProbation(seat)
        swap = nil
        return [Order(seat, .swapEnded(end))]
    }
}
