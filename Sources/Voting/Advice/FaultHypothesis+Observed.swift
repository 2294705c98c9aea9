extension FaultHypothesis {
    /// Whether what failed on one demand is within it.
    ///
    /// - Parameters:
    ///   - silent: replicas without an answer in time.
    ///   - wrong: replicas with another answer than was agreed on, or with none that is one.
    package func covers(silent: Int, wrong: Int) -> Bool {
        // Who may answer wrongly may also say nothing.
        wrong <= self.wrong && silent + wrong <= total
    }
}
