import Voting

/// A vote on a state, for people and for the log.
extension CheckpointReport {
    /// Why there is no run.
    static let cannotSave =
        "no replica answers 'thrice:save' with 'thrice:state STATE', and 'checkpoint' asks for it "
        + "(hint: include/thrice.h does that for C; or no 'checkpoint' in thrice.yaml)"

    func text(_ replicas: [String]) -> String {
        let place = "after demand \(demandNumber)"
        switch outcome {
        case .taken:
            return "the state \(place) was agreed on, \(stateBytes) bytes: newcomers begin with it"
        case .unknown:
            return "no replica told its state \(place): there is no checkpoint, the history is kept"
        case .notAgreed:
            let said = words(replicas).map { "\($0.replica) \($0.word)" }.joined(separator: ", ")
            return "no state was agreed on \(place) (\(said)): the history is kept"
        }
    }

    /// For the log.
    var condition: String {
        switch outcome {
        case .taken: "taken"
        case .notAgreed: "notAgreed"
        case .unknown: "unknown"
        }
    }

    /// What each replica that was asked said: those with the same letter the same.
    func words(_ replicas: [String]) -> [(replica: String, word: String)] {
        zip(replicas, ballots).compactMap { replica, ballot in
            switch ballot {
            case .absent: nil
            case .missing: (replica, "missing")
            case .formless: (replica, "formless")
            case .tooLong: (replica, "tooLong")
            case .rejected: (replica, "rejected")
            case .state(let number): (replica, Self.letter(number))
            }
        }
    }

    private static func letter(_ number: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return String(letters[number % 26]) + (number < 26 ? "" : "\(number / 26)")
    }
}
