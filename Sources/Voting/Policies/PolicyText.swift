/// Policies as they are written in YAML, on command lines and between processes.
///
/// Items are separated by commas, with any spaces around them. The first is the policy's name,
/// alone or with its main parameter, `agree=2`; the others are `key=value`. In `permit` the keys
/// are answers, and there `%2C` is a comma, `%3D` an equals sign, `%25` a percent sign, `%20` a
/// space, and so on for any byte.
package enum PolicyText {
    /// Longer texts are refused.
    package static let bytesMax = 4096

    static let all: [any ConfiguredPolicy.Type] = [
        RequireAgreement.self, RequireMajority.self, ElectPlurality.self, RequireUnanimity.self,
        PermitByValue.self, DegradeByStep.self, TakeMedian.self, TakeMidValue.self,
        TakeGeneralizedMedian.self, TakeMean.self, TakeTrimmedMean.self,
        TakeFaultTolerantMidpoint.self, ElectFormalizedMajority.self, TakeWeightedAverage.self,
        WeighByHistory.self, SmoothFromPrevious.self, ElectMostLikely.self,
        RequireDynamicMajority.self, ElectDynamicConsensus.self, TrustSelfCheckingPairs.self,
        AllowByOrder.self,
    ]

    /// Every name that can be configured.
    package static var names: [String] { all.map { $0.name } }

    /// Reads a policy for so many configured replicas. Takes time linear in the text, and never
    /// traps, whatever the text.
    ///
    /// - Parameters:
    ///   - replicas: 1...64.
    ///   - agree: the ensemble's own `agree`, where the text does not say how many are needed.
    package static func parse(
        _ text: String, replicas: Int, agree: Int? = nil
    ) throws(PolicyTextError) -> any Policy {
        precondition(1...64 ~= replicas, "\(replicas) replicas")
        var items = try PolicyItems(text, replicas: replicas, agree: agree)
        guard let type = all.first(where: { $0.name == items.name.key }) else {
            throw PolicyTextError(
                .unknownName, at: items.name.offset, found: items.name.key,
                expected: "the name of a policy",
                nearest: NearestName.of(items.name.key, among: names))
        }
        return try read(type, &items)
    }

    private static func read<Configured: ConfiguredPolicy>(
        _ type: Configured.Type, _ items: inout PolicyItems
    ) throws(PolicyTextError) -> any Policy {
        let policy = try Configured(reading: &items)
        try items.finish()
        return policy
    }
}

/// A policy that can be read from its text.
package protocol ConfiguredPolicy: Policy {
    /// Takes its parameters out of the items; what it leaves there is an error of the caller's.
    init(reading items: inout PolicyItems) throws(PolicyTextError)
}
