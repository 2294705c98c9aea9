import CLinux

extension TranslatedPath {
    enum Arrival: Equatable {
        case there
        /// On another way.
        case elsewhere
        /// Something came between.
        case stopped(Tracee.Stop)
    }

    /// Executes a leg.
    ///
    /// - Parameter registers: of the process, and again afterwards unless it was stopped.
    func run(
        _ leg: Leg, _ registers: inout user_regs_struct
    ) throws(TracingError) -> Arrival {
        // One more block would begin.
        let arrival = try translation.run(&registers, count: leg.count + 1)
        if case .stopped(let stop) = arrival { return .stopped(stop) }
        let left = try translation.get(.counter)
        return registers.rip == steps[leg.end] && left == (leg.isNative ? 1 : 0)
            ? .there : .elsewhere
    }

    /// Executes steps in the middle of a block, or of a string instruction.
    ///
    /// - Parameter count: less than there are in the block, or left of the repetition.
    /// - Returns: nil where they have to be executed where they stand, and were not.
    func runInside(
        _ count: Int, _ registers: inout user_regs_struct
    ) throws(TracingError) -> Arrival? {
        let block = try translation.block(at: registers.rip)
        switch block.kind {
        case .native: return nil
        case .repeated:
            let stop = try translation.repeatAlone(block, &registers, count: UInt64(count))
            if let stop { return .stopped(stop) }
            return registers.rip == block.addresses[0] ? .there : .elsewhere
        case .plain:
            let arrival = try translation.runBeginning(&registers, count: count)
            if case .stopped(let stop) = arrival { return .stopped(stop) }
            return arrival == .native(block.addresses[count]) ? .there : nil
        }
    }
}
