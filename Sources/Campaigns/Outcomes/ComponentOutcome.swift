/// What became of the replica that was hit, held against itself without the fault.
package enum ComponentOutcome: String, Codable, CaseIterable, Sendable {
    /// The engine could not do it.
    case notInjected = "not injected"
    /// What was changed is not what it was changed to when it was looked at, or is never used.
    case notActivated = "not activated"
    /// The answer is right, and then it has ended, or waits for no other demand.
    case latent
    case masked
    /// The answer is right, and nothing has read yet what was changed: a later demand may.
    case dormant
    case wrongValue = "wrong value"
    case crash
    /// It said itself that something is wrong: a status that is not 0.
    case selfDetected = "self-detected"
    /// It uses its processor time up.
    case hang
    /// It waits for something that never comes.
    case blocked
    case late
    /// It ended in order, closed its output, or said nothing, without an answer.
    case omission
    /// It said more than one answer.
    case duplicate
    /// It wrote, took or started more than it may.
    case exhaustion = "resource exhaustion"

    /// Whether anything is to be counted of it.
    package var isTried: Bool { self != .notInjected && self != .notActivated }
}
