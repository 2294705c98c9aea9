import Voting

/// How long the run's own processes may show no sign of life, before it is checked.
enum SignOfLifeDraft {
    static let words = "a duration as 2s, or 'none'"
    static let range: ClosedRange<UInt64> = 100_000_000...3_600_000_000_000
    private static let usual: UInt64 = 2_000_000_000

    /// Nil inside for `none`; nil outside for anything that is neither.
    static func parse(_ text: String) -> UInt64?? {
        if text == "none" { return .some(nil) }
        return DurationText.parseNanoseconds(text).map { .some($0) }
    }

    /// A voter that judges answers does not go round meanwhile, and what that may take is a part of
    /// the deadline by an assumed speed.
    static func usual(deadline: UInt64, hasMachines: Bool) -> UInt64 {
        hasMachines ? max(usual, 4 * deadline) : usual
    }
}

extension EnsembleDraft {
    var signOfLifeNanoseconds: UInt64? {
        guard let signOfLife else {
            return SignOfLifeDraft.usual(
                deadline: deadline.value, hasMachines: !specification.machines.isEmpty)
        }
        return signOfLife.value
    }

    var signOfLifeProblem: Problem? {
        guard let signOfLife, let bound = signOfLife.value else { return nil }
        if !SignOfLifeDraft.range.contains(bound) {
            return Problem(
                signOfLife.place, "signOfLife: out of range (100ms to 60min, or 'none')")
        }
        guard !specification.machines.isEmpty, bound < deadline.value else { return nil }
        return Problem(
            signOfLife.place,
            "signOfLife: shorter than the deadline, of which judging answers may take a half",
            hint: "leave it out: it is four deadlines then, 2s at least")
    }
}
