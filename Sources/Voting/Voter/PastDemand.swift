/// A settled demand of a run that goes on from its journal.
package struct PastDemand {
    /// As it was recorded; nil when it was not, for nobody was asked.
    package var demand: UnsafeRawBufferPointer?
    package var verdict: RecordedVerdict
    /// What went out.
    package var answer: UnsafeRawBufferPointer

    package init(
        demand: UnsafeRawBufferPointer?, verdict: RecordedVerdict, answer: UnsafeRawBufferPointer
    ) {
        self.demand = demand
        self.verdict = verdict
        self.answer = answer
    }
}
