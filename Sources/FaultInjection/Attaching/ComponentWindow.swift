/// What a process of an ensemble does with one demand when nothing is wrong: what faults in it are
/// planned on.
///
/// Answers come when they come, so that two runs are never quite the same: a moment is told by the
/// call before it and the instructions behind that call.
package struct ComponentWindow: Sendable {
    /// From the return of one call to the beginning of the next.
    package struct Stretch: Equatable, Sendable {
        package var call: CallPlace
        /// The next call is the last one; never empty.
        package var steps: StepList
        /// The same in two runs. Where what is read tells the time they hardly are.
        package var isSteady: Bool

        package init(call: CallPlace, steps: StepList, isSteady: Bool = true) {
            (self.call, self.steps, self.isSteady) = (call, steps, isSteady)
        }

        /// Before each instruction, the next call included.
        package var moments: UInt64 { UInt64(steps.count) }
    }

    package var window: FaultWindow
    package var stretches: [Stretch]

    package init(window: FaultWindow, stretches: [Stretch]) {
        (self.window, self.stretches) = (window, stretches)
    }

    /// - Parameter moment: below `window.steps`.
    package func place(of moment: UInt64) -> (stretch: Stretch, step: Int) {
        var left = moment
        for stretch in stretches {
            if left < stretch.moments { return (stretch, Int(left)) }
            left -= stretch.moments
        }
        preconditionFailure("moment \(moment) is outside of the window")
    }
}
