/// How many evaluation steps one question to a machine may take in a run, so that answers wait for
/// each other's judgement no longer than half of the deadline.
///
/// Worked out of the configuration alone: the same answer is judged in the same way on any host.
package struct QuestionSteps: Equatable, Sendable {
    package var deadlineNanoseconds: UInt64
    /// At least 1.
    package var replicas: Int
    /// Demands that a replica may hold unanswered; at least 1.
    package var inFlight: Int
    /// 1 or 2.
    package var machines: Int

    package init(deadlineNanoseconds: UInt64, replicas: Int, inFlight: Int, machines: Int) {
        self.deadlineNanoseconds = deadlineNanoseconds
        self.replicas = replicas
        self.inFlight = inFlight
        self.machines = machines
    }

    /// With fewer steps a machine of ordinary size decides nothing.
    package static let least = 1000
    /// What a step is reckoned to take.
    private static let stepNanoseconds: UInt64 = 500

    /// Of all machines: whether the demand is admitted, and for each answer whether its replica may
    /// be given the demand, what it is worth, and why.
    private var questions: UInt64 {
        UInt64(machines) * (1 + 3 * UInt64(replicas) * UInt64(inFlight))
    }

    /// - Parameter present: the limit that there is anyhow.
    package func stepsMax(atMost present: Int) -> Int {
        let steps = deadlineNanoseconds / 2 / Self.stepNanoseconds / questions
        return Int(min(steps, UInt64(present)))
    }

    /// The shortest deadline with which a question may take the least number of steps.
    package var shortestDeadlineNanoseconds: UInt64 {
        UInt64(Self.least) * questions * Self.stepNanoseconds * 2
    }
}
