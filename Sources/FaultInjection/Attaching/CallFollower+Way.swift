import CLinux
import Glibc

/// Both are for a process that stands where a call has returned.
extension CallFollower {
    /// Leads it to a step and changes it there.
    ///
    /// - Parameters:
    ///   - translations: of the same programs in earlier runs; nil: only single steps and
    ///     breakpoints lead there.
    ///   - nanoseconds: how long that may take: on another way it may wait for ever.
    func strike(
        _ goal: WayGoal, _ change: ProcessChange, _ demand: [UInt8],
        _ translations: Translations?, within nanoseconds: UInt64
    ) -> StrikeResult {
        do throws(TracingError) {
            let cause = try lead(to: goal, translations, within: nanoseconds)
            if let cause { return .missed(cause) }
        } catch { return .missed(error.message) }
        let proof = (try? change.apply(to: process, demand: demand)) ?? nil
        guard let proof, proof.isComplete else { return .missed("the change did not hold") }
        return .injected(proof, at: UInt64(thrice_now()))
    }

    /// - Returns: why it is not there; nil when it is.
    private func lead(
        to goal: WayGoal, _ translations: Translations?, within nanoseconds: UInt64
    ) throws(TracingError) -> String? {
        guard let registers = try? process.registers() else { return "it is gone" }
        var way = FollowedWay(self, goal, registers)
        if let difference = way.difference(at: 0) { return difference }
        if goal.step == 0 { return nil }
        let watchdog = try Watchdog()
        defer { watchdog.stop() }
        let translation = goal.isFar ? translations?.translation(of: process, registers) : nil
        watchdog.arm(process.number, nanoseconds: nanoseconds)
        let cause = way.lead(translation)
        let isLate = watchdog.disarm(process, after: way.last)
        if let translation, !remove(translation, call: registers.rip - 2) { return "it is gone" }
        return isLate ? "it took too long to the moment" : cause
    }

    /// Takes a translation out of a process that stands in its own code. One that does not is
    /// ended: nobody knows where it would go on.
    func remove(_ translation: Translation, call: UInt64) -> Bool {
        guard !isGone, let registers = try? process.registers() else { return false }
        guard translation.places.code.contains(where: { $0.contains(registers.rip) }) else {
            return translation.remove(registers, call: call)
        }
        kill(process.number, SIGKILL)
        return false
    }
}
