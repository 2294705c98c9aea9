import Journals

/// What all replicas of an ensemble share: one of each kind, and a fault in it is masked by none.
package enum EnsembleComponent: String, Codable, CaseIterable, Sendable {
    case guardian, supervisor, voter, journaler, gate
    /// The machine under them all: no process.
    case host

    /// Milliseconds for which it sleeps in the middle of its work, at most.
    var nap: Int32 { self == .journaler ? Journaler.napMilliseconds : 0 }
}
