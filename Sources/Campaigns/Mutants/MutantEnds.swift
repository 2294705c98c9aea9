import FaultInjection
import Foundation

/// What comes of each mutant at each demand, found out when it is first asked for, once.
final class MutantEnds: @unchecked Sendable {
    private struct Key: Hashable {
        var mutant: String
        var replica: Int
    }

    private let lock = NSLock()
    private var known: [Key: [CopyEnd?]] = [:]

    /// Two threads that ask at once both run it, and come to the same.
    ///
    /// - Parameters:
    ///   - executable: of the mutant.
    ///   - replica: in whose place it answers.
    /// - Returns: one a chosen demand.
    func ends(
        of executable: String, inPlaceOf replica: Int, _ setup: CampaignSetup
    ) throws(TracingError) -> [CopyEnd?] {
        let key = Key(mutant: executable, replica: replica)
        if let ends = lock.withLock({ known[key] }) { return ends }
        let ends = try MutantRun(setup, executable, inPlaceOf: replica).ends()
        lock.withLock { known[key] = ends }
        return ends
    }
}
