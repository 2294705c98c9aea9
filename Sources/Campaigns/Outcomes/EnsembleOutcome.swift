/// What came out of the vote; each trial has exactly one of them for each vote.
package enum EnsembleOutcome: String, Codable, CaseIterable, Sendable {
    case noEffect = "no effect"
    case toleratedLogged = "tolerated and logged"
    /// The right answer went out, and nothing tells that a replica did not give it.
    case toleratedUnlogged = "tolerated, not logged"
    /// The restrictive answer went out in time.
    case detectedSafe = "detected and safe"
    case detectedLate = "detected too late"
    case silentWrong = "silent wrong output"
    /// The restrictive answer went out since nothing else came in time.
    case noMajority = "no majority"
    /// A control trial that was not like the golden run.
    case falseAlarm = "false alarm"
    /// Counted, and excluded from everything else.
    case harnessError = "harness error"
    /// A wrong answer went out as agreed, and it is the safe side.
    case wrongSafeSide = "wrong on the safe side"
}
