import Recovery
import Voting

extension LossCause {
    /// What a loss is to recovery; nil is one that this version does not know.
    init(_ loss: Loss?) {
        switch loss {
        case .died, .closedPipe, nil: self = .crashed
        case .silent, .selfCheckMissed: self = .silent
        case .historyFull: self = .hopeless
        case .withdrawn: self = .withdrawn
        case .spokeOutOfTurn, .endlessAnswer, .badFrame, .replayDiffered, .dissented, .rejected,
            .unreadable, .undecided, .selfCheckWrong:
            self = .wrong
        }
    }
}
