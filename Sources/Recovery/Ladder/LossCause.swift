/// Why a replica is away, as far as recovery goes.
package enum LossCause: UInt8, Sendable, CaseIterable {
    /// Its process ended, or closed its pipes.
    case crashed
    /// It missed its deadlines; the only loss that a slow host explains.
    case silent
    /// What it said was wrong, unasked, unreadable, or makes its state suspect.
    case wrong
    /// Its process could not be started.
    case notStarted
    /// It was withdrawn as directed, and was still well.
    case withdrawn
    /// The new build or the spare did not come about.
    case notRenewed
    /// Starting it anew cannot help.
    case hopeless

    package var isAboutTime: Bool { self == .silent }
}
