/// Thrice could not do the job; a lost vote is a verdict and never one of these.
struct ThriceError: Error, CustomStringConvertible {
    let status: ExitStatus
    /// `cannot <do what> '<which>': <cause>`, one line, lower case.
    let message: String
    /// What mends it; a command that can be run when there is one.
    let hint: String?

    init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
        self.status = status
        self.message = message
        self.hint = hint
    }

    var description: String {
        guard let hint else { return message }
        return "\(message) (hint: \(hint))"
    }
}
