/// The generator could not do the job.
package struct GenerationError: Error, Equatable, CustomStringConvertible {
    /// Which exit status the command ends with.
    package enum Kind: Int32, Sendable {
        case badData = 65
        case missingInput = 66
        case toolMissing = 69
        case ourBug = 70
        case cannotCreate = 73
        case inputOutput = 74
    }

    package let kind: Kind
    /// `cannot <do what> '<which>': <cause>`, lower case.
    package let message: String
    /// What mends it; a command that can be run when there is one.
    package let hint: String?

    package init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }

    package var description: String {
        guard let hint else { return message }
        return "\(message) (hint: \(hint))"
    }
}
