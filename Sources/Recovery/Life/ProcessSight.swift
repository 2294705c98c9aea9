/// What the kernel says at one moment of a process that has shown no sign of life (proc(5)).
package struct ProcessSight: Equatable, Sendable {
    package enum State: String, Equatable, Sendable, CaseIterable {
        /// It has the processor, or would have it.
        case running
        /// It sleeps until something happens.
        case waiting
        /// Somebody has stopped it.
        case stopped
        /// It sleeps where nobody can wake it: what it waits for is the kernel's, or a disk's.
        case inKernel
    }

    package var state: State
    /// A debugger, or who injects faults, has it in hand.
    package var isTraced: Bool
    /// What it has had of the processors so far, all its threads together.
    package var processorNanoseconds: UInt64

    package init(state: State, isTraced: Bool = false, processorNanoseconds: UInt64 = 0) {
        self.state = state
        self.isTraced = isTraced
        self.processorNanoseconds = processorNanoseconds
    }

    /// How much of the time since the last sight it could have shown something in.
    ///
    /// - Parameter used: what it had of the processors since then, nanoseconds.
    func chance(in elapsed: UInt64, used: UInt64) -> UInt64 {
        switch state {
        case .inKernel: 0
        // On a machine with other work it may wait for its turn longer than for anything else.
        case .running: min(used, elapsed)
        // It was woken: had it only waited for its turn, it would be `running`.
        case .waiting, .stopped: elapsed
        }
    }
}
