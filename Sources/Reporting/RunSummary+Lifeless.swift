extension RunSummary {
    /// How often each of the run's own processes was ended that had shown no sign of life.
    package struct Lifeless: Codable, Equatable, Sendable {
        package var voter = 0
        package var supervisor = 0
        package var journaler = 0

        package init(voter: Int = 0, supervisor: Int = 0, journaler: Int = 0) {
            (self.voter, self.supervisor, self.journaler) = (voter, supervisor, journaler)
        }
    }
}
