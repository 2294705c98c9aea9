/// All that can be configured of an ensemble's recovery. What is nil is not done.
package struct CaretakerPolicy: Equatable, Sendable, Codable {
    package var ladder = LadderPolicy()
    package var group: GroupPolicy?
    package var light: LightPolicy?
    package var rejuvenation: RejuvenationPolicy?
    /// Deadlines are never stretched further than this, in percent.
    package var deadlinePercentMax = 400

    package init() {}

    /// What makes the policy senseless, or nil.
    package var flaw: String? {
        if let flaw = ladder.flaw ?? group?.flaw ?? light?.flaw ?? rejuvenation?.flaw {
            return flaw
        }
        if let group, group.coincidenceNanoseconds > ladder.coincidenceNanoseconds {
            return "a slow replica is judged before it is known whether all were slow"
        }
        if deadlinePercentMax < 100 { return "deadlines are only ever made shorter" }
        return rejuvenation != nil && light == nil ? "rejuvenation without a light" : nil
    }
}
