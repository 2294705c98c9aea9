/// What goes wrong with one process; `at` counts its answers from 0.
struct Fault {
    enum Kind: CaseIterable {
        case crashAtStart, crash, crashHalfAnswered, exitAfterAnswer
        case hang, slowOnce, justLate, alwaysSlow
        case wrongOnce, wrongAlways, nulBytes, oneBehind
        case twice, early, earlyAtStart, omit, endless
        case closeInput, closeOutput, orphan
        /// Of `frames` only; with lines they are wrong answers.
        case wrongNumber, brokenHeader, lineFeedInside, saysCrashed
    }

    var kind: Kind
    var at: Int
    /// Whether it may take a large part of a deadline for each demand and yet be in time.
    var slowsTheRun: Bool { kind == .alwaysSlow }
}

extension Fault.Kind {
    /// Whatever it answers is right, and belongs to what it was asked.
    var tellsTheTruth: Bool {
        switch self {
        case .crashAtStart, .crash, .exitAfterAnswer, .hang, .slowOnce, .justLate, .alwaysSlow,
            .closeInput, .closeOutput, .orphan:
            true
        default: false
        }
    }
}
