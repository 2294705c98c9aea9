/// What all replicas of an ensemble share: one of each kind, and a fault in it is masked by none.
package enum EnsembleComponent: String, Codable, CaseIterable, Sendable {
    case guardian, supervisor, voter, journaler, gate
}
