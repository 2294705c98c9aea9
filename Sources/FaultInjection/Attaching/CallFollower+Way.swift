import CLinux
import Glibc

extension CallFollower {
    /// Leads a process that stands behind a call to a step.
    ///
    /// - Parameters:
    ///   - steps: from where it stands.
    ///   - hasCalls: whether there are calls on the way.
    ///   - translations: of the same programs in earlier runs; nil: only single steps and
    ///     breakpoints lead there.
    ///   - nanoseconds: how long that may take: on another way it may wait for ever.
    /// - Returns: why it is not there; nil when it is.
    func lead(
        to step: Int, along steps: StepList, hasCalls: Bool, _ translations: Translations?,
        within nanoseconds: UInt64
    ) throws(TracingError) -> String? {
        guard let registers = try? process.registers() else { return "it is gone" }
        var way = FollowedWay(self, steps, registers, hasCalls: hasCalls)
        if step == 0 { return way.isThere(0) }
        let watchdog = try Watchdog()
        defer { watchdog.stop() }
        watchdog.arm(process.number, nanoseconds: nanoseconds)
        let cause = way.lead(to: step, translations)
        watchdog.disarm(process, after: way.last)
        return cause
    }

    /// Leads it to a step and changes it there.
    func strike(
        _ step: Int, along steps: StepList, hasCalls: Bool, _ change: ProcessChange,
        _ demand: [UInt8], _ translations: Translations?, within nanoseconds: UInt64,
        _ now: UInt64
    ) -> Strike.Result {
        do throws(TracingError) {
            let cause = try lead(
                to: step, along: steps, hasCalls: hasCalls, translations, within: nanoseconds)
            if let cause { return .missed(cause) }
        } catch { return .missed(error.message) }
        let proof = (try? change.apply(to: process, demand: demand)) ?? nil
        guard let proof, proof.isComplete else { return .missed("the change did not hold") }
        return .injected(proof, at: now)
    }
}
