/// How long nothing but the restrictive answer goes out after a restrictive verdict.
package enum LatchRule: Equatable, Sendable {
    /// The next demand that is agreed on is answered.
    case none
    /// So many demands in a row must be agreed on first, each of them answered restrictively.
    case agreed(inARow: Int)
    /// Until the end of the run.
    case forever

    package static let inARowMax = 1_000_000

    /// As it is configured: `none`, `forever`, or 1...1000000. Nil for any other text.
    package init?(_ text: String) {
        switch text {
        case "none": self = .none
        case "forever": self = .forever
        default:
            guard let count = Int(text), 1...Self.inARowMax ~= count, "\(count)" == text else {
                return nil
            }
            self = .agreed(inARow: count)
        }
    }
}

extension LatchRule: CustomStringConvertible {
    /// The text that `init` reads.
    package var description: String {
        switch self {
        case .none: "none"
        case .agreed(let count): "\(count)"
        case .forever: "forever"
        }
    }
}
