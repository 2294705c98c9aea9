/// Puts one fault into an ensemble that runs.
///
/// Use: `advance` until `isReady`, give the demand, `advance` until there is a `result`; an answer
/// that comes before there is one means that the moment never came, which `giveUp` says.
package protocol LiveStrike: AnyObject {
    var result: StrikeResult? { get }

    /// Whether the demand may be given.
    func isReady() -> Bool

    /// Looks once.
    func advance(now: UInt64)

    /// The demand has come to its end without the moment, as far as can be seen.
    var isPast: Bool { get }

    func giveUp()

    /// How the process that was struck ended, where that was seen here; of a child of ours nobody
    /// else sees it.
    var end: ProcessEnd? { get }
}

package enum StrikeResult: Sendable {
    case injected(InjectionProof, at: UInt64)
    /// Why not.
    case missed(String)
}
