extension Cause {
    /// The clause that failed, as a lower-case sentence without a full stop.
    package var text: String {
        switch self {
        case .noQuorum(0, let needed): "nobody gave an answer that counts, \(needed) are needed"
        case .noQuorum(let largest, let needed):
            "the most that say the same are \(largest), \(needed) are needed"
        case .noPermission(let largest, let needed):
            "of what may go out, the most that say the same are \(largest), \(needed) are needed"
        case .tie: "two different answers have as many as are needed"
        case .tooFewAnswers(let count, let needed):
            "\(count) answers count, \(needed) are needed"
        case .tooFarApart: "the answers lie further apart than the rule allows, or are infinite"
        case .tooUnlikely: "the best answer is not likely enough"
        case .noPair: "no pair of its own agrees"
        case .noCommonSupporter:
            "each question was agreed on, but too few replicas carry all the answers"
        case .notPermitted: "the answer is none that may go out"
        case .notEnoughConfidence(let largest, let needed):
            "the most that say the same have \(largest) thousandths of one replica's full "
                + "confidence, \(needed) are needed"
        case .unconfirmed(let inARow, let needed):
            "all agree \(inARow) times in a row, \(needed) are needed"
        case .noClasses: "the rule needs classes, and a tolerance makes none"
        case .tooManySteps: "which answers belong together could not be found within the limit"
        case .outside: "the demand is outside of the machine's contract, and nobody was asked"
        }
    }
}

extension Cause {
    /// The clause that failed, as scripts know it.
    package var name: String {
        switch self {
        case .noQuorum: "noQuorum"
        case .noPermission: "noPermission"
        case .tie: "tie"
        case .tooFewAnswers: "tooFewAnswers"
        case .tooFarApart: "tooFarApart"
        case .tooUnlikely: "tooUnlikely"
        case .noPair: "noPair"
        case .noCommonSupporter: "noCommonSupporter"
        case .notPermitted: "notPermitted"
        case .notEnoughConfidence: "notEnoughConfidence"
        case .unconfirmed: "unconfirmed"
        case .noClasses: "noClasses"
        case .tooManySteps: "tooManySteps"
        case .outside: "outside"
        }
    }
}
