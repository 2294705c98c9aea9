import Machines
import Voting

extension SpecificationPlan {
    /// Everything of it at work, for one voter.
    ///
    /// - Parameters:
    ///   - replicas: 1...64.
    ///   - answer: what the ensemble's answers consist of.
    ///   - deadline: where answers have to be judged in time, in nanoseconds, and `inFlight`
    ///     demands that each replica may hold; see `QuestionSteps`.
    package func makeTest(
        replicas: Int, answer: AnswerSchema, deadline: UInt64? = nil, inFlight: Int = 1
    ) throws(SpecificationError) -> MachineAcceptance {
        let machines = try bind(answer: answer)
        if let deadline {
            let steps = QuestionSteps(
                deadlineNanoseconds: deadline, replicas: replicas, inFlight: inFlight,
                machines: machines.count)
            for machine in machines {
                machine.compiled.limitSteps(
                    to: steps.stepsMax(atMost: machine.compiled.limits.stepsMax))
            }
        }
        return MachineAcceptance(machines, plan: self, answer: answer, replicas: replicas)
    }
}
