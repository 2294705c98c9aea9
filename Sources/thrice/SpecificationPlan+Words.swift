import Specifications

extension SpecificationPlan {
    /// What answers are held against, one line a machine.
    var words: [String] {
        let machines = bindings.map { role, binding in
            let meaning =
                switch role {
                case .function: "what the answer should be"
                case .safety: "what must never go out"
                }
            return "answers are held against operation \(binding.operation) of "
                + "\(binding.sources.first?.name ?? "a machine") (\(role.rawValue): \(meaning))"
        }
        let feedback = "what went out before stands in front of each demand"
        return machines + (hasFeedback ? [feedback] : [])
    }
}
