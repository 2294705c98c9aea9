extension CampaignFigures {
    /// What is in no share.
    package struct Excluded: Codable, Equatable, Sendable {
        /// Replies whose fault could not be put, and those whose fault was never in use.
        package var notInjected: UInt64 = 0
        package var notActivated: UInt64 = 0
        /// Trials of which neither vote nor component is counted.
        package var harnessErrors: UInt64 = 0
        /// Trials without a verdict, since in none of their replicas a fault was in use.
        package var unjudged: UInt64 = 0

        package init() {}
    }

    /// What one trial might use before it was a hang.
    package struct Budget: Codable, Equatable, Sendable {
        /// Behind the fault.
        package var processorNanoseconds: UInt64
        package var wallNanoseconds: UInt64
        /// Instructions of one window that are stepped through to know it.
        package var steps: UInt64

        package init(processorNanoseconds: UInt64, wallNanoseconds: UInt64, steps: UInt64) {
            self.processorNanoseconds = processorNanoseconds
            self.wallNanoseconds = wallNanoseconds
            self.steps = steps
        }
    }
}
