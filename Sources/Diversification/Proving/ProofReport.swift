/// How many rewritings were proved, and what became of the others.
package struct ProofReport: Codable, Equatable, Sendable {
    package struct Finding: Codable, Equatable, Sendable {
        /// The expression before and after.
        package var what: String
        package var reason: String
    }

    package var proved = 0
    package var notProved: [Finding] = []
    /// Some values of the variables give another result.
    package var refuted: [Finding] = []

    package init() {}

    mutating func add(_ outcome: RewrittenExpression.Outcome, of what: String) {
        switch outcome {
        case .proved: proved += 1
        case .refuted(let values): refuted.append(.init(what: what, reason: values))
        case .notProved(let reason): notProved.append(.init(what: what, reason: reason))
        }
    }

    init(_ outcomes: [(name: String, outcome: RuleProof.Outcome)]) {
        for (name, outcome) in outcomes {
            switch outcome {
            case .proved: proved += 1
            case .refuted(let bits, let x, let y):
                refuted.append(.init(what: name, reason: "\(bits) bits, x = \(x), y = \(y)"))
            case .notProved(let reason): notProved.append(.init(what: name, reason: reason))
            }
        }
    }
}
