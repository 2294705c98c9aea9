/// As it stands in a plan: `time+random/seed/epoch`, or `none`.
extension StampRule: CustomStringConvertible, LosslessStringConvertible {
    package var description: String {
        self == .none
            ? "none" : "\(words.joined(separator: "+"))/\(seed)/\(epochNanoseconds)"
    }

    /// What stands in front of a demand, in its order.
    package var words: [String] { (hasTime ? ["time"] : []) + (hasRandom ? ["random"] : []) }

    package init?(_ description: String) {
        self.init()
        if description == "none" { return }
        let parts = description.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let seed = UInt64(parts[1]), let epoch = UInt64(parts[2]) else {
            return nil
        }
        self.init(
            hasTime: parts[0].hasPrefix("time"), hasRandom: parts[0].hasSuffix("random"),
            seed: seed, epochNanoseconds: epoch)
        // Anything else than what is written above is a slip.
        guard hasTime || hasRandom, self.description == description else { return nil }
    }
}
