import CLinux
import Glibc

extension CallFollower {
    /// Executes instruction after instruction up to the next call; for a process that stands where
    /// a call has returned.
    ///
    /// - Parameters:
    ///   - room: instructions, about, at most.
    ///   - translations: logged; nil: all is left to single steps.
    /// - Returns: their addresses and that of the call; nil when it did not come so far, and may
    ///   have been ended.
    func record(atMost room: Int, _ translations: Translations?) -> StepList? {
        guard var registers = try? process.registers() else { return nil }
        let call = registers.rip - 2
        guard let translation = translations?.translation(of: process, registers) else {
            return record(atMost: min(room, FollowedWay.stopsMax), nil, &registers)
        }
        let steps = record(atMost: room, translation, &registers)
        return remove(translation, call: call) ? steps : nil
    }

    private func record(
        atMost room: Int, _ translation: Translation?, _ registers: inout user_regs_struct
    ) -> StepList? {
        var recorder = StepRecorder(translation)
        while recorder.list.count < room {
            guard let stop = try? recorder.follow(&registers, atMost: room) else { return nil }
            guard isStill(stop) else { return nil }
            let byHand = min(recorder.stepsByHand(at: registers.rip), room - recorder.list.count)
            guard byHand > 0 else { break }
            guard let isCall = step(byHand, &recorder) else { return nil }
            guard let there = try? process.registers() else { return nil }
            registers = there
            if isCall { break }
        }
        recorder.append(registers.rip)
        return recorder.list
    }

    /// - Returns: whether a call comes next; nil where it stands no longer.
    private func step(_ room: Int, _ recorder: inout StepRecorder) -> Bool? {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: room) { addresses in
            var count = 0
            let stop = Tracee.Stop(
                thrice_step_to_call(process.number, addresses.baseAddress, room, &count))
            guard isStill(stop) else { return nil }
            for address in addresses[..<count] { recorder.append(address) }
            return count < room
        }
    }

    /// Whether it stands between two instructions; it may have ended instead, or begun a call.
    func isStill(_ stop: Tracee.Stop) -> Bool {
        if case .ended(let end) = stop { _ = gone(end) }
        return stop == .trapped
    }
}
