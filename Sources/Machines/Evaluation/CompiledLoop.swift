/// A loop, ready to run.
struct CompiledLoop {
    let condition: Test
    let body: Execute
    let invariant: TestCode?
    let invariantSpan: SourceSpan
    let variant: Code?
    let span: SourceSpan
    /// What the body writes.
    let slots: [Int]

    /// Of a body with one outcome. False when the body has none.
    func run(_ frame: Frame) throws(EvaluationStop) -> Bool {
        var last: Value?
        while try begins(frame, &last) {
            guard try body(frame, { _ in true }) else { return false }
            for slot in slots { frame.current[slot] = frame.next[slot] }
        }
        for slot in slots { frame.next[slot] = frame.current[slot] }
        return true
    }

    /// Of a body with several outcomes.
    func branch(
        _ frame: Frame, _ before: Value?, _ next: Next
    ) throws(EvaluationStop) -> Bool {
        var last = before
        guard try begins(frame, &last) else {
            for slot in slots { frame.next[slot] = frame.current[slot] }
            return try next(frame)
        }
        try frame.open(span)
        defer { frame.close() }
        return try body(frame) { frame throws(EvaluationStop) in
            let mark = frame.mark
            frame.settle(slots)
            do throws(EvaluationStop) {
                if try branch(frame, last, next) {
                    frame.keepWritten(since: mark)
                    return true
                }
            } catch {
                frame.unwind(to: mark)
                throw error
            }
            frame.back(to: mark)
            return false
        }
    }

    /// Whether another round begins.
    private func begins(_ frame: Frame, _ last: inout Value?) throws(EvaluationStop) -> Bool {
        try frame.tick(span)
        if let invariant, !(try invariant.run(frame)) {
            throw EvaluationStop(
                .undefined("is a loop invariant that does not hold here"), invariantSpan)
        }
        guard try condition(frame) else { return false }
        guard let variant else { return true }
        let value = try variant.run(frame)
        if value.order(.integer(0)) < 0 {
            throw EvaluationStop(.undefined("is a loop with a negative variant"), span)
        }
        if let last, value.order(last) >= 0 {
            throw EvaluationStop(.undefined("is a loop whose variant does not go down"), span)
        }
        last = value
        return true
    }
}
