extension Explorer {
    /// Admitted demands for the operations, in one sequence: first those that take branches not
    /// taken before, shortest ways first, then boundary values, then random ones.
    ///
    /// - Parameters:
    ///   - count: at most this many; fewer where the machine comes to an end.
    ///   - late: operations that come when the others have taken what branches one way takes, since
    ///     they undo what it takes long to get to.
    package func demands(count: Int, late: Set<Int> = []) -> DemandPlan {
        DemandWalk(self, late: late).plan(count: count)
    }
}
