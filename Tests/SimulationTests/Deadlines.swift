import Voting

/// How long a process may take for its next answer, worked out anew from all that it took before.
struct Deadlines {
    private let longest: UInt64
    private let floor: UInt64?

    init(_ plan: VoterPlan) {
        longest = plan.deadlineNanoseconds
        floor = plan.deadlineFloorNanoseconds
    }

    func next(after times: [UInt64], percent: Int) -> UInt64 {
        guard let floor else { return longest * UInt64(percent) / 100 }
        guard times.count >= 16 else { return longest }
        var detector = FailureDetector(
            policy: DetectorPolicy(floorNanoseconds: floor, ceilingNanoseconds: longest))
        for time in times { detector.answered(after: time) }
        return detector.deadline(percent: percent)
    }
}
