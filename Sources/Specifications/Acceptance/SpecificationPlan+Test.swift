import Voting

extension SpecificationPlan {
    /// Everything of it at work, for one voter.
    ///
    /// - Parameters:
    ///   - replicas: 1...64.
    ///   - answer: what the ensemble's answers consist of.
    package func makeTest(
        replicas: Int, answer: AnswerSchema
    ) throws(SpecificationError) -> any AcceptanceTest {
        MachineAcceptance(
            try bind(answer: answer), plan: self, answer: answer, replicas: replicas)
    }
}
