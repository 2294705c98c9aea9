/// Why the voter gave a replica up: it is killed and, when so configured, started anew.
package enum Loss: UInt8, Sendable, CaseIterable {
    /// Its process ended.
    case died
    /// It closed its standard input or output; a dying process does so just before it ends.
    case closedPipe
    /// It missed a second deadline in a row.
    case silent
    /// It spoke when nothing was asked.
    case spokeOutOfTurn
    /// Its answer was longer than `answerBytesMax`.
    case endlessAnswer
    /// Its frame was not one, or named another demand.
    case badFrame
    /// Its answer to a replayed demand was not the agreed one.
    case replayDiffered
    /// It has state, which is suspect until it has been rebuilt; or it dissented so often in a row
    /// as `dissentLimit` says.
    case dissented
    /// It would have to be shown a history that is no longer whole.
    case historyFull
    /// It has state, and its answer was not accepted: it is suspect until it has been rebuilt.
    case rejected
    /// It has state that is held against a specification, and its answer could not be read.
    case unreadable
    /// It has state, and whether its answer is accepted could not be decided.
    case undecided
    /// It was to be withdrawn, and has finished; no fault.
    case withdrawn
    /// It had nothing to answer, was asked its self-check, and did not answer within a deadline.
    case selfCheckMissed
    /// It answered that wrongly.
    case selfCheckWrong

    /// The ballot of a demand that it held unanswered when it was given up.
    package var ballot: Ballot {
        switch self {
        case .died, .closedPipe: .crashed
        case .silent: .silent
        case .replayDiffered, .dissented, .historyFull, .rejected, .unreadable, .undecided,
            .withdrawn, .selfCheckMissed, .selfCheckWrong:
            .absent
        case .spokeOutOfTurn, .endlessAnswer, .badFrame: .malformed
        }
    }

    /// For people, after a replica's name.
    package var text: String {
        switch self {
        case .died: "ended"
        case .closedPipe: "ended, or closed a pipe,"
        case .silent: "missed two deadlines"
        case .spokeOutOfTurn: "spoke out of turn"
        case .endlessAnswer: "gave an endless answer"
        case .badFrame: "broke the framing"
        case .replayDiffered: "answered a replayed demand differently"
        case .historyFull: "cannot be caught up: the history exceeds historyBytesMax"
        case .rejected: "broke the machine"
        case .unreadable: "said what cannot be read"
        case .undecided: "gave an answer that cannot be decided"
        case .dissented: "dissented"
        case .withdrawn: "was withdrawn"
        case .selfCheckMissed: "did not answer its self-check"
        case .selfCheckWrong: "answered its self-check wrongly"
        }
    }

    /// What follows from it, after the number of the demand.
    package var consequence: String {
        switch self {
        case .rejected, .unreadable, .undecided, .dissented:
            ", and is not believed before it has been started anew"
        default: ""
        }
    }
}
