extension EnsembleOutcome {
    /// Whether the right answer went out.
    package var isRight: Bool {
        switch self {
        case .noEffect, .toleratedLogged, .toleratedUnlogged: true
        case .detectedSafe, .detectedLate, .silentWrong, .noMajority, .falseAlarm, .harnessError,
            .wrongSafeSide:
            false
        }
    }
}
