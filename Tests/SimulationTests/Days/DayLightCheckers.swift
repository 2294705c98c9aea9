import Recovery

/// It never gets better before the hold time is over since it was last worse.
struct LightHolds: DayChecker {
    func flaw(in day: DayHistory) -> String? {
        guard let hold = day.scenario.policy.light?.holdNanoseconds else { return nil }
        var worse: UInt64 = 0
        for (before, after) in zip(day.lights, day.lights.dropFirst()) {
            if after.colour > before.colour {
                worse = after.at
            } else if after.at - worse < hold {
                return "worse at \(day.seconds(worse)), \(after.colour) at "
                    + "\(day.seconds(after.at))"
            }
        }
        return nil
    }
}

/// In no hour does it change more than three times as often as it may get better, and twice more.
struct LightIsSteady: DayChecker {
    func flaw(in day: DayHistory) -> String? {
        guard let light = day.scenario.policy.light else { return nil }
        let most = 3 * light.improvementsPerHour + 2
        // The first entry is where it started from.
        let changes = day.lights.dropFirst().map(\.at)
        for index in changes.indices.dropFirst(most)
        where changes[index] - changes[index - most] < StatusLight.hour {
            return "\(most + 1) changes until \(day.seconds(changes[index]))"
        }
        return nil
    }
}

/// Between floor and ceiling, and never stretched beyond the limit.
struct DeadlinesAreBounded: DayChecker {
    func flaw(in day: DayHistory) -> String? {
        let policy = day.scenario.detector
        if day.deadlines.least < policy.floorNanoseconds
            || (day.deadlines.most > policy.ceilingNanoseconds)
        {
            return "deadlines from \(day.deadlines.least) to \(day.deadlines.most) ns"
        }
        let most = day.scenario.policy.deadlinePercentMax
        return day.percentMax > most ? "stretched to \(day.percentMax) of \(most) %" : nil
    }
}
