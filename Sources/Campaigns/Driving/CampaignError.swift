/// Why a campaign cannot be begun, or not be gone on with.
package struct CampaignError: Error, Sendable, CustomStringConvertible {
    package enum Kind: Sendable {
        /// What it names is not there, or its space is empty; exit 66.
        case missing
        /// What is there does not go with it; exit 65.
        case unfit
        /// Something that must not fail did; exit 70.
        case internalError
    }

    package let kind: Kind
    /// `cannot <do what> '<which>': <cause>`.
    package let message: String
    package let hint: String?

    package init(_ kind: Kind, _ message: String, hint: String? = nil) {
        (self.kind, self.message, self.hint) = (kind, message, hint)
    }

    package var description: String { hint.map { "\(message) (hint: \($0))" } ?? message }
}
