/// What is struck of a whole ensemble, and what else goes wrong at the same demand.
package struct LiveScene: Hashable, Sendable {
    package var component: EnsembleComponent
    /// A replica is killed just before the demand arrives: those who end and start replicas do
    /// nothing otherwise.
    package var hasCrash = false

    package init(_ component: EnsembleComponent, hasCrash: Bool = false) {
        (self.component, self.hasCrash) = (component, hasCrash)
    }

    /// As settings of a line.
    var settings: [String] {
        ["in=\(component.rawValue)"] + (hasCrash ? ["beside=crash"] : [])
    }
}
