extension CampaignFigures {
    /// Processor time from the fault to the end of the answer, or to what stood in its place.
    package struct Latencies: Codable, Equatable, Sendable {
        /// Nanoseconds below which a class lies, ascending; one class more lies above the last.
        package var bounds: [UInt64] = []
        package var rows: [Row] = []

        package struct Row: Codable, Equatable, Sendable {
            package var outcome: String
            /// By class; one more than there are bounds.
            package var counts: [UInt64]

            package init(outcome: String, counts: [UInt64]) {
                (self.outcome, self.counts) = (outcome, counts)
            }

            package var count: UInt64 { counts.reduce(0, +) }
        }

        package init() {}

        /// The bound below which at least this share of a row lies; nil where it lies above the
        /// last one, or nothing was counted.
        package func bound(of share: Double, in row: Row) -> UInt64? {
            var below: UInt64 = 0
            for (bound, count) in zip(bounds, row.counts) {
                below += count
                if below > 0, Double(below) >= share * Double(row.count) { return bound }
            }
            return nil
        }
    }
}
