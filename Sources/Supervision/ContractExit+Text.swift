import Voting

/// Why a replica's state is not known any more, for people.
extension ContractExit {
    var text: String { String(decoding: reason, as: UTF8.self) }

    var whatHappened: String {
        switch cause {
        case .rejected: "nobody's answer to demand \(demandNumber) is accepted"
        case .undecided: "an answer to demand \(demandNumber) cannot be decided"
        case .accepted, .outside, .unreadable: "demand \(demandNumber) leaves the specification"
        }
    }

    var remedy: String {
        switch cause {
        case .rejected:
            "the versions and the machine say different things about this demand: one of them "
                + "is wrong"
        case .undecided:
            "let the machine say it with fewer values to try, or give a longer deadline"
        case .accepted, .outside, .unreadable:
            "keep to PRE where demands are made, or let the machine say what such a demand does"
        }
    }
}
