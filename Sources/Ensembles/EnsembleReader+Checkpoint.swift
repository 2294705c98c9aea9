import Voting

extension EnsembleReader {
    mutating func readCheckpoint(_ top: [String: YamlValue]) {
        guard let value = top["checkpoint"] else { return }
        let keys = table(value, named: "checkpoint", keys: EnsembleKey.checkpoint)
        var rule = CheckpointRule()
        if let every = number(keys["every"], "every") {
            rule.every = every.value
            if !EnsembleDraft.checkpointDemands.contains(every.value) {
                problems.append(
                    Problem(every.place, "every: \(every.value) is out of range (1 to 10^9)"))
            }
        }
        if let interval = duration(keys["interval"], "interval") {
            rule.nanoseconds = interval.value
            if !(1_000_000...86_400_000_000_000).contains(interval.value) {
                problems.append(Problem(interval.place, "interval: out of range (1ms to 1440min)"))
            }
        }
        if let most = size(keys["stateBytesMax"], "stateBytesMax") {
            rule.stateBytesMax = Int(clamping: most.value)
            if !CheckpointRule.stateBytesRange.contains(rule.stateBytesMax) {
                problems.append(Problem(most.place, "stateBytesMax: out of range (1 to 8MiB)"))
            }
        }
        draft.checkpoint = Placed(rule, value.place)
    }
}

extension EnsembleDraft {
    static let checkpointDemands: ClosedRange<UInt64> = 1...1_000_000_000

    /// What is wrong with the checkpoints that are asked for, or nil.
    var checkpointProblem: Problem? {
        guard let checkpoint else { return nil }
        if !isStateful.value {
            return Problem(
                checkpoint.place, "checkpoint: only replicas with state have one to save",
                hint: "stateful: true")
        }
        if checkpoint.value.every == 0 {
            return Problem(checkpoint.place, "checkpoint: 0 is out of range (1 to 10^9)")
        }
        return nil
    }
}
