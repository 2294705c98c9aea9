extension EnsembleReader {
    mutating func readHealth(_ value: YamlValue?) {
        guard let value else { return }
        let keys = table(value, named: "health", keys: EnsembleKey.health)
        func placed(_ key: String, _ range: ClosedRange<UInt64>) -> Placed<UInt64>? {
            guard let found = number(keys[key], key) else { return nil }
            if range.contains(found.value) { return found }
            problems.append(
                Problem(
                    found.place,
                    "\(key): \(found.value) is out of range (\(range.lowerBound) to "
                        + "\(range.upperBound))"))
            return nil
        }
        func count(_ key: String, _ range: ClosedRange<UInt64>, usual: Int) -> Int {
            placed(key, range).map { Int($0.value) } ?? usual
        }
        func placedTime(_ key: String) -> Placed<UInt64>? {
            guard let found = duration(keys[key], key) else { return nil }
            // A day and a millisecond: what lies outside is a slip.
            if (1_000_000...86_400_000_000_000).contains(found.value) { return found }
            problems.append(Problem(found.place, "\(key): out of range (1ms to 1440min)"))
            return nil
        }
        func time(_ key: String, usual: UInt64) -> UInt64 { placedTime(key)?.value ?? usual }
        var health = Health(
            restarts: count("restarts", 0...1000, usual: 5),
            windowNanoseconds: time("window", usual: 60_000_000_000),
            budget: count("budget", 1...1000, usual: 20),
            budgetEveryNanoseconds: time("budgetEvery", usual: 3_000_000_000),
            holdNanoseconds: time("hold", usual: 30_000_000_000),
            cleanNanoseconds: time("clean", usual: 10_000_000_000))
        let rejuvenate = placedTime("rejuvenate")
        let reserve = placed("reserve", 0...63)
        let faults = placed("faults", 1...1_000_000)
        health.rejuvenateNanoseconds = rejuvenate?.value
        health.reserve = reserve.map { Int($0.value) } ?? 0
        health.faults = faults.map { Int($0.value) }
        health.stretchPercent = count("stretch", 100...400, usual: 400)
        let rebuilds = placed("rebuilds", 0...1000)
        health.rebuilds = rebuilds.map { Int($0.value) } ?? 0
        let details = ["rebuildWindow", "rebuildTime"].compactMap { key in
            keys[key].map { (key: key, place: $0.place) }
        }
        health.rebuildWindowNanoseconds = time(
            "rebuildWindow", usual: health.rebuildWindowNanoseconds)
        health.rebuildNanosecondsMax = time("rebuildTime", usual: health.rebuildNanosecondsMax)
        draft.health = HealthDraft(
            health: health, rejuvenate: rejuvenate, reserve: reserve, faults: faults,
            rebuilds: rebuilds, rebuildDetail: details.first)
    }
}
