extension EnsembleReader {
    mutating func readHealth(_ value: YamlValue?) {
        guard let value else { return }
        let keys = table(value, named: "health", keys: EnsembleKey.health)
        func count(_ key: String, _ range: ClosedRange<UInt64>, usual: Int) -> Int {
            guard let found = number(keys[key], key) else { return usual }
            if range.contains(found.value) { return Int(found.value) }
            problems.append(
                Problem(
                    found.place,
                    "\(key): \(found.value) is out of range (\(range.lowerBound) to "
                        + "\(range.upperBound))"))
            return usual
        }
        func time(_ key: String, usual: UInt64) -> UInt64 {
            guard let found = duration(keys[key], key) else { return usual }
            // A day and a millisecond: what lies outside is a slip.
            if (1_000_000...86_400_000_000_000).contains(found.value) { return found.value }
            problems.append(Problem(found.place, "\(key): out of range (1ms to 1440min)"))
            return usual
        }
        draft.health = Health(
            restarts: count("restarts", 0...1000, usual: 5),
            windowNanoseconds: time("window", usual: 60_000_000_000),
            budget: count("budget", 1...1000, usual: 20),
            budgetEveryNanoseconds: time("budgetEvery", usual: 3_000_000_000),
            holdNanoseconds: time("hold", usual: 30_000_000_000),
            cleanNanoseconds: time("clean", usual: 10_000_000_000))
    }
}
