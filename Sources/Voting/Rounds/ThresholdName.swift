/// The names of one threshold, which the standards count from opposite ends.
///
/// IEC 61508's MooN counts the votes that are needed for the *safety* action: when the permissive
/// answer needs m of N, any N − m + 1 channels that withhold it bring the restrictive one, so IEC
/// says (N − m + 1)ooN. Rail signalling says mooN for the same thing.
package struct ThresholdName: Equatable, Sendable, CustomStringConvertible {
    /// 1...replicas.
    package let agree: Int
    /// Configured replicas, not those alive.
    package let replicas: Int

    package init(agree: Int, replicas: Int) {
        precondition(1 <= agree && agree <= replicas, "no threshold: \(agree) of \(replicas)")
        self.agree = agree
        self.replicas = replicas
    }

    package var iec61508: String { "\(replicas - agree + 1)oo\(replicas)" }
    package var rail: String { "\(agree)oo\(replicas)" }

    /// `permissive 2 of 2 (IEC 61508: 1oo2, rail: 2oo2)`.
    package var description: String {
        "permissive \(agree) of \(replicas) (IEC 61508: \(iec61508), rail: \(rail))"
    }
}
