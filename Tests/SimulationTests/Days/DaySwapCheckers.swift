import Recovery

/// Who lies never stays; who stays sits there, and who does not is gone.
struct SwapsEndRightly: DayChecker {
    func flaw(in day: DayHistory) -> String? {
        for swap in day.swaps {
            let place = "replica \(swap.replica) at \(day.seconds(swap.at))"
            let isThere = swap.build == swap.newcomer.number
            switch swap.end {
            case .settled:
                if !isThere { return "\(place): nobody has come" }
                if swap.newcomer.lies { return "\(place): a liar stays" }
            case .answeredBadly, .lost, .refused:
                if isThere { return "\(place): \(swap.end), and it sits there" }
            case .ejected, .cut: continue
            }
        }
        return nil
    }
}

/// A swap is not forgotten: at the end of the day it is over, or the seat cannot be missed.
struct SwapsEnd: DayChecker {
    func flaw(in day: DayHistory) -> String? {
        let running = day.seats.count { $0.isRunning && !$0.isEjected }
        return day.isSwapping && running > day.scenario.needed
            ? "a swap is under way at the end though \(running) run" : nil
    }
}
