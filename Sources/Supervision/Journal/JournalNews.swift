import Journals

/// What is told of a journal's condition while a run goes on.
package enum JournalNews: Equatable, Sendable {
    case running
    case stalled
    case diskFull
    case failed(errno: Int32)

    init?(_ condition: JournalCondition) {
        switch condition {
        case .running: self = .running
        case .stalled: self = .stalled
        case .diskFull: self = .diskFull
        case .failed(let number): self = .failed(errno: number)
        // Of its process other events tell.
        case .starting, .closed, .dead, .unknown: return nil
        }
    }

    /// It will not be well by waiting alone.
    var isLost: Bool {
        switch self {
        case .diskFull, .failed: true
        case .running, .stalled: false
        }
    }

    /// For people.
    var text: String {
        let restrictive = "until it goes on only restrictive answers go out"
        return switch self {
        case .running: "the journal goes on"
        case .stalled: "the journal's disk stands still: \(restrictive)"
        case .diskFull: "the journal's disk is full: \(restrictive) (hint: make room)"
        case .failed(let number): "the journal's disk failed (\(errorText(number))): \(restrictive)"
        }
    }

    /// For the log.
    var name: String {
        switch self {
        case .running: "running"
        case .stalled: "stalled"
        case .diskFull: "diskFull"
        case .failed: "failed"
        }
    }
}
