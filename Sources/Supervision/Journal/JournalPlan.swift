import Journals
import Voting

/// A run's journal: where it is, how it is written, and what follows when it cannot be.
package struct JournalPlan: Sendable {
    /// What a run does whose journal cannot be written: its disk is full, or has failed.
    package enum Failure: String, CaseIterable, Codable, Sendable {
        /// Restrictive answers go out until it can be written again.
        case restrictive
        /// The run ends.
        case stop
    }

    package var folder: String
    package var run: RunID
    package var durability: Durability
    package var layout: JournalLayout
    package var ringBytes: Int
    package var failure = Failure.restrictive
    /// `thrice-journaler`.
    package var journalerPath: String

    package init(
        folder: String, run: RunID, durability: Durability, layout: JournalLayout, ringBytes: Int,
        journalerPath: String
    ) {
        self.folder = folder
        self.run = run
        self.durability = durability
        self.layout = layout
        self.ringBytes = ringBytes
        self.journalerPath = journalerPath
    }
}
