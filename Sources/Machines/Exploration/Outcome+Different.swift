extension Array where Element == Outcome {
    /// Each once, whatever branches lead to it; in the same order.
    package var different: [Outcome] {
        var seen: Set<[[Value]]> = []
        return filter { seen.insert([$0.outputs, $0.after.values]).inserted }
    }
}
