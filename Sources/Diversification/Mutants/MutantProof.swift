/// Weeds out mutants of expressions that z3 proves equal to the original's.
struct MutantProof: Sendable {
    private var prover = RewritingProver()
    /// Expressions that one run of the solver is given.
    private static let batch = 25

    init() { prover.timeLimit = .milliseconds(500) }

    /// For each claim whether it is proved: the same value wherever the original has one, and
    /// nothing undefined then. What is not decided in time is not proved.
    func callAsFunction(_ claims: [RewrittenExpression], jobs: Int) -> [Bool] {
        let starts = Array(stride(from: 0, to: claims.count, by: Self.batch))
        return ParallelWork.map(starts, jobs: jobs) { [prover] start in
            prover(Array(claims[start..<min(start + Self.batch, claims.count)]))
                .map { $0 == .proved }
        }.flatMap { $0 }
    }
}
