extension ThresholdFinding {
    /// What it means that a replica holds several demands while its answers have no number.
    ///
    /// - Parameter inFlight: 1...
    /// - Returns: nil where it holds one, or answers are numbered.
    package static func unnumbered(inFlight: Int, framing: Framing) -> ThresholdFinding? {
        guard framing == .lines, inFlight > 1 else { return nil }
        return ThresholdFinding(
            .warning, .inFlight,
            "inFlight: \(inFlight) with framing: lines: answers carry no number, so a replica that "
                + "leaves one out is taken to answer the demand after it from then on, and those "
                + "that leave out the same one can elect a wrong answer",
            hint: "framing: frames, or inFlight: 1")
    }
}
