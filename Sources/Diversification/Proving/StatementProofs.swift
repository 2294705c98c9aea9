import Synchronization

/// What is known of rewritten expressions over a family: the same ones come up in many variants.
///
/// An outcome depends on its expression alone, so a report is the same whatever was proved before.
package final class StatementProofs: Sendable {
    private let prover: RewritingProver
    private let known = Mutex<[RewrittenExpression: RewrittenExpression.Outcome]>([:])

    /// Different expressions of one variant that are proved; the rest is not.
    package let expressionsMax: Int

    package init(_ prover: RewritingProver = .init(), expressionsMax: Int = 4000) {
        self.prover = prover
        self.expressionsMax = expressionsMax
    }

    /// How many different expressions have been asked about.
    package var count: Int { known.withLock { $0.count } }

    /// Proves all rewritings of one variant, what is not known yet with one run of the solver.
    package func callAsFunction(_ statements: [RewrittenStatement]) -> ProofReport {
        var distinct: Set<RewrittenExpression> = []
        var wanted: [RewrittenExpression] = []
        for expression in statements.compactMap(\.expression)
        where wanted.count < expressionsMax && distinct.insert(expression).inserted {
            wanted.append(expression)
        }
        var outcomes = known.withLock { known in
            known.filter { distinct.contains($0.key) }
        }
        let open = wanted.filter { outcomes[$0] == nil }
        let new = Dictionary(uniqueKeysWithValues: zip(open, prover(open)))
        outcomes.merge(new) { old, _ in old }
        known.withLock { $0.merge(new) { old, _ in old } }
        var report = ProofReport()
        for statement in statements {
            report.add(statement.outcome(among: outcomes, expressionsMax), of: statement.what)
        }
        return report
    }
}

extension RewrittenStatement {
    fileprivate func outcome(
        among outcomes: [RewrittenExpression: RewrittenExpression.Outcome], _ expressionsMax: Int
    ) -> RewrittenExpression.Outcome {
        guard let expression else { return .notProved(reason: reason ?? "unsupported") }
        switch outcomes[expression] {
        case nil:
            return .notProved(reason: "budget: more than \(expressionsMax) expressions")
        case .refuted(let values)?:
            let texts = names.enumerated().reversed().reduce(values) { text, name in
                text.replacing("|v\(name.offset + 1)|", with: "|\(name.element)|")
            }
            return .refuted(counterexample: texts)
        case let outcome?: return outcome
        }
    }
}
