import Voting

/// How long a process may take for its next answer, worked out anew from all that it took before.
struct Deadlines {
    private let longest: UInt64
    /// One that has learnt nothing yet; nil: deadlines do not adapt.
    private let untaught: FailureDetector?

    init(_ plan: VoterPlan) {
        longest = plan.deadlineNanoseconds
        untaught = plan.deadlineFloorNanoseconds.map { [longest] floor in
            FailureDetector(
                policy: DetectorPolicy(floorNanoseconds: floor, ceilingNanoseconds: longest))
        }
    }

    func next(after times: [UInt64], percent: Int) -> UInt64 {
        guard var detector = untaught else { return longest * UInt64(percent) / 100 }
        guard times.count >= 16 else { return longest }
        for time in times { detector.answered(after: time) }
        return detector.deadline(percent: percent)
    }
}
