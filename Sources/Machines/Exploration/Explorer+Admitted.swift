extension Explorer {
    /// Tells pairs of a reachable state and inputs that an operation admits in it, until `visit`
    /// returns false.
    ///
    /// States that break the invariant are told of, but nothing is searched beyond them. `visit`
    /// may evaluate in the explored machine.
    ///
    /// - Parameters:
    ///   - operation: need not be among those that lead from state to state.
    ///   - restrictions: further conjuncts over the operation's inputs, such as a range that a
    ///     demand's field has.
    package func forEachAdmitted(
        operation: Int, restrictions: [Predicate] = [], _ visit: (AdmittedCase) -> Bool
    ) -> ExplorationExtent {
        preconditionFailure("not written yet")
    }
}
