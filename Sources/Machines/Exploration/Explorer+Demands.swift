extension Explorer {
    /// Admitted demands for the operations, in one sequence: first those that take branches not
    /// taken before, shortest ways first, then boundary values, then random ones.
    ///
    /// - Parameter count: at most this many; fewer where the machine comes to an end.
    package func demands(count: Int) -> DemandPlan {
        DemandWalk(self).plan(count: count)
    }
}
