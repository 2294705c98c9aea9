/// A choice that does not allow the answer, and the first condition on it that is false.
struct BrokenChoice {
    /// The whole substitution.
    var choice: SourceSpan
    var condition: SourceSpan
    /// What the condition reads.
    var values: [(name: String, value: Value)]
    /// `:( … )`: what is allowed follows from conditions alone, and no list says it better.
    var isByConditions: Bool

    /// Whether a substitution is the choice, or inside of it.
    func holds(_ span: SourceSpan) -> Bool {
        span.file == choice.file && choice.start <= span.start && span.end <= choice.end
    }
}

extension Compiler {
    /// Names the condition that is false where the answer settles all that is chosen and the choice
    /// has no outcome; evaluated only when somebody is told why.
    ///
    /// - Parameters:
    ///   - names: what is chosen, as the conjuncts call it.
    ///   - known: of those, slots of what they come to.
    func telling(
        _ conjuncts: [Predicate], about names: [Int], known: [Int: Int], _ span: SourceSpan,
        _ scope: Scope, isByConditions: Bool, _ execute: @escaping Execute
    ) -> Execute {
        guard scope.isForAcceptance, known.count == names.count else { return execute }
        let moves = known.map { (from: $0.value, to: scope.slot($0.key)) }
        let tests = conjuncts.map { conjunct in
            (
                code: test(conjunct, scope), span: conjunct.span,
                reads: reads(of: conjunct, names, scope)
            )
        }
        return { frame, next throws(EvaluationStop) in
            if try execute(frame, next) { return true }
            guard frame.isTelling else { return false }
            for move in moves { frame.current[move.to] = frame.current[move.from] }
            for test in tests {
                guard let holds = try? test.code.run(frame) else { return false }
                if holds { continue }
                frame.brokenChoices.append(
                    BrokenChoice(
                        choice: span, condition: test.span,
                        values: test.reads.map { ($0.name, frame.current[$0.slot]) },
                        isByConditions: isByConditions))
                return false
            }
            return false
        }
    }

    /// Inputs, outputs and variables, and what is chosen.
    private func reads(
        of conjunct: Predicate, _ names: [Int], _ scope: Scope
    ) -> [(name: String, slot: Int)] {
        let read: [(name: String, slot: Int)] = conjunct.mentions.sorted().compactMap { number in
            let role = symbol(number)?.role
            let isTold = role != nil && role != .local && role != .constant
            return isTold || names.contains(number) ? (name(number), scope.slot(number)) : nil
        }
        return read
            + conjunct.befores.sorted().map {
                ("\(name($0))$0", scope.befores[$0] ?? scope.slot($0))
            }
    }
}
