/// How a target may be led to a moment; single steps always lead there.
package struct WalkWays: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// A debug register stops it.
    package static let breakpoints = WalkWays(rawValue: 1)
    /// A translation of its code counts.
    package static let translation = WalkWays(rawValue: 2)
    package static let all: WalkWays = [.breakpoints, .translation]
}
