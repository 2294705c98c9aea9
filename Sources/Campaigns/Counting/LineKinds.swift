import FaultInjection

/// What is counted with what, as conditions on the `line` table.
enum LineKinds {
    /// Whole ensembles ran: their places, moments and times are others.
    static let isLive = "line.settings LIKE 'in=%'"
    /// Of replicas by themselves.
    static let isOfReplicas = "line.settings NOT LIKE 'in=%'"
    /// A fault: not a control.
    static let isFault = "line.model <> '\(InjectNothing.entry.name)'"
}
