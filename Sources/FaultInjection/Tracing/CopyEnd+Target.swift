extension CopyEnd {
    /// What became of a target that did not answer; nil where that is the machine's doing.
    package init?(_ error: TracingError) {
        let outcome: Outcome
        switch error {
        case .ended(_, .exited(let status)): outcome = .exited(status: status)
        case .ended(_, .died(let signal)): outcome = .died(signal: signal)
        case .tooSlow: outcome = .busy
        case .answerTooLong, .spokeOutOfTurn: outcome = .tooLong
        case .silent, .answeredElsewhere: outcome = .closedOutput
        default: return nil
        }
        self.init(outcome: outcome, answer: [], extra: [], cpuNanoseconds: 0)
    }
}
