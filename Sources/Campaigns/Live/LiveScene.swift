/// What is struck of a whole ensemble, and what else goes wrong in the same trial.
package struct LiveScene: Hashable, Sendable {
    package var component: EnsembleComponent
    /// A replica is killed just before the demand arrives: those who end and start replicas do
    /// nothing otherwise.
    package var hasCrash = false
    /// The voter is killed behind the demand, so that another one reads what was journaled.
    package var losesVoter = false

    package init(_ component: EnsembleComponent, hasCrash: Bool = false) {
        (self.component, self.hasCrash) = (component, hasCrash)
    }

    /// As far as it matters for what components do with the demand itself.
    var recorded: LiveScene { LiveScene(component, hasCrash: hasCrash) }

    /// As settings of a line.
    var settings: [String] {
        ["in=\(component.rawValue)"] + (hasCrash ? ["beside=crash"] : [])
            + (losesVoter ? ["behind=voter-crash"] : [])
    }
}
