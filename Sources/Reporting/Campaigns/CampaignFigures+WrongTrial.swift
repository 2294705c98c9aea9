extension CampaignFigures {
    package struct WrongTrial: Codable, Equatable, Sendable {
        package var trial: UInt64
        package var model: String
        package var replicas: String
        package var demand: UInt64
        package var moment: UInt64
        package var place: String
        package var bit: UInt64

        package init(
            trial: UInt64, model: String, replicas: String, demand: UInt64, moment: UInt64,
            place: String, bit: UInt64
        ) {
            (self.trial, self.model, self.replicas) = (trial, model, replicas)
            (self.demand, self.moment) = (demand, moment)
            (self.place, self.bit) = (place, bit)
        }
    }
}
