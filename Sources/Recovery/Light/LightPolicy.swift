/// How steadily the light burns, and what its colours do to deadlines.
package struct LightPolicy: Equatable, Sendable, Codable {
    /// It must have been better for so long before it is shown to be.
    package var holdNanoseconds: UInt64 = 30_000_000_000
    /// The light gets better at most so often an hour, so that it changes at most three times as
    /// often and two times more.
    package var improvementsPerHour = 6
    /// What deadlines are multiplied by, in percent, where a colour makes them longer: a replica
    /// that is given up wrongly costs most when few are left.
    package var yellowPercent = 150
    package var redPercent = 200

    package init() {}

    package var flaw: String? {
        if improvementsPerHour < 1 { return "a light that never gets better" }
        if yellowPercent < 100 || redPercent < yellowPercent {
            return "a worse colour makes deadlines shorter"
        }
        return nil
    }

    package func percent(_ colour: LightColour) -> Int {
        switch colour {
        case .green: 100
        case .yellow: yellowPercent
        case .red: redPercent
        }
    }
}
