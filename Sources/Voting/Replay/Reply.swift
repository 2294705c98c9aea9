/// What one replica, asked by itself, said to one demand.
package enum Reply: Equatable, Sendable {
    case answer([UInt8])
    /// With `framing: process`: the run of the command ended badly.
    case crashedRun
    /// It cannot be an answer: a line feed within a frame, or what an adapter calls malformed.
    case malformed
    /// None: why a voter would give the replica up.
    case none(Loss)
}
