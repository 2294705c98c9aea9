/// What the exit status of every command means; the table of `--help` and of the README.
enum ExitStatus: Int32, CaseIterable {
    case allAgreed = 0
    case restrictive = 1
    case inconclusive = 2
    case usage = 64
    case badData = 65
    case missingInput = 66
    case toolMissing = 69
    case ourBug = 70
    case cannotCreate = 73
    case inputOutput = 74
    case interrupted = 130
    case terminated = 143

    var meaning: String {
        switch self {
        case .allAgreed: "all demands agreed (masked faults included)"
        case .restrictive: "at least one restrictive verdict, or a failed check"
        case .inconclusive: "inconclusive"
        case .usage: "the command line is wrong"
        case .badData: "a file's content is wrong"
        case .missingInput: "input is missing, nothing was selected, or a replica cannot be started"
        case .toolMissing: "a needed tool is missing (see 'thrice doctor')"
        case .ourBug: "the voter died, or a defect of Thrice"
        case .cannotCreate: "a file or the run folder cannot be created"
        case .inputOutput: "input or output failed (standard output closed)"
        case .interrupted: "interrupted (Ctrl-C)"
        case .terminated: "terminated"
        }
    }
}
