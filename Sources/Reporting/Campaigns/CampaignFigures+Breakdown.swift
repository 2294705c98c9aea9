extension CampaignFigures {
    /// What became of the replica that a fault was drawn for, by one of the fault's coordinates.
    package struct Breakdown: Codable, Equatable, Sendable {
        /// Lines of one model are taken together.
        package var model: String
        /// The coordinate: a place, the number of a bit, a tenth of the window, a replica.
        package var key: String
        /// Those in which the fault was in use.
        package var outcomes: [Count]
        /// Wrong values among them.
        package var wrong: Share

        package init(model: String, key: String, outcomes: [Count], wrong: Share) {
            (self.model, self.key) = (model, key)
            (self.outcomes, self.wrong) = (outcomes, wrong)
        }
    }

    /// One bit of one register.
    package struct Cell: Codable, Equatable, Sendable {
        package var place: String
        /// The lowest, of neighbouring ones that were flipped together.
        package var bit: UInt64
        /// In which the fault was in use.
        package var trials: UInt64
        /// That ended with a wrong value.
        package var wrong: UInt64

        package init(place: String, bit: UInt64, trials: UInt64, wrong: UInt64) {
            (self.place, self.bit, self.trials, self.wrong) = (place, bit, trials, wrong)
        }
    }
}
