/// A majority of those that answered, `least` of them at least.
///
/// L. L. Pullum, "Software Fault Tolerance Techniques and Implementation", 2001, section 7.1
/// (dynamic majority). Deviation: an answer never goes out alone unless `least` is 1.
package struct RequireDynamicMajority: ConfiguredPolicy {
    package static let name = "dynamicMajority"
    /// 1...replicas: so many must carry it, however few answered.
    package let least: Int

    package init(least: Int = 2) {
        self.least = least
    }

    package init(reading items: inout PolicyItems) throws(PolicyTextError) {
        least = try items.integer(
            "least", 1, items.replicas, isMain: true, else: min(2, items.replicas))
    }

    package var text: String { "\(Self.name)=\(least)" }
    package var summary: String {
        "the answer that more than half of those that answered gave, \(least) at least"
    }
    /// Exactly: with `least` answers all of them are needed.
    package var release: ReleaseGuarantee { .atLeast(least) }

    package func decide(_ round: borrowing Round) -> Decision {
        guard round.reachable >= least else {
            return .restrictive(.tooFewAnswers(count: round.reachable, needed: least))
        }
        return round.agreement(of: max(least, round.reachable / 2 + 1), tie: .lowest)
    }
}
