/// What a fault in a running ensemble came to, at the consumer's end.
///
/// The consumer takes each line as the answer to the demand that it gave last, knows the
/// restrictive one by its bytes, and takes nothing that is no answer of the ensemble's form.
package struct LiveJudgement: Equatable, Sendable {
    package var component: ComponentOutcome
    package var ensemble: EnsembleOutcome
    /// The first answer that is neither right nor restrictive.
    package var wrongAnswer: [UInt8]?
    /// Nanoseconds from the fault to the first line that is not the right one.
    package var latency: UInt64 = 0

    /// - Parameters:
    ///   - golden: what should go out, by demand.
    ///   - cycle: nanoseconds within which there is a line.
    ///   - isAnswer: whether bytes have the form of an answer.
    package init(
        _ seen: LiveObservation, golden: [[UInt8]], restrictive: [UInt8], cycle: UInt64,
        isControl: Bool, isAnswer: ([UInt8]) -> Bool = { _ in true }
    ) {
        let deviations = Self.deviations(seen, golden, restrictive)
        wrongAnswer = deviations.first { $0.bytes != restrictive && isAnswer($0.bytes) }?.bytes
        if let at = seen.injectedAt, let first = deviations.first, first.at > at {
            latency = first.at - at
        }
        component = Self.component(seen, isWrong: wrongAnswer != nil)
        let isRight = deviations.isEmpty && seen.cutAt == nil
        ensemble =
            if wrongAnswer != nil {
                .silentWrong
            } else if isControl {
                isRight && component == .masked && !seen.isLogged ? .noEffect : .falseAlarm
            } else if Self.isLate(seen, cycle: cycle) {
                .detectedLate
            } else if !isRight {
                .detectedSafe
            } else if component == .masked && !seen.isLogged {
                .noEffect
            } else {
                seen.isLogged ? .toleratedLogged : .toleratedUnlogged
            }
    }

    /// Lines that are not the right answer, the earliest first.
    private static func deviations(
        _ seen: LiveObservation, _ golden: [[UInt8]], _ restrictive: [UInt8]
    ) -> [LiveObservation.Line] {
        let during = zip(seen.lines, golden).flatMap { lines, right in
            lines.filter { $0.bytes != right }
        }
        // Afterwards nobody waits for anything but the end, which is restrictive.
        let last = seen.lines.indices.last.map { golden[$0] }
        let after = seen.last.filter { $0.bytes != restrictive && $0.bytes != last }
        return during + after
    }

    private static func component(_ seen: LiveObservation, isWrong: Bool) -> ComponentOutcome {
        if seen.isHung || seen.isComponentLifeless { return .hang }
        if isWrong { return .wrongValue }
        return seen.isComponentGone ? .crash : .masked
    }

    /// A demand had neither a line nor the stream's end for longer than a gate may be silent.
    private static func isLate(_ seen: LiveObservation, cycle: UInt64) -> Bool {
        zip(seen.lines, seen.givenAt).contains { lines, given in
            guard let at = lines.first?.at ?? seen.cutAt else { return true }
            return at > given + 2 * cycle
        }
    }
}
