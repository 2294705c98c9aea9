/// One thing less in a scenario.
enum Simplification: Hashable {
    /// Only so many demands.
    case demands(Int)
    /// A replica's process, both from 0, has no fault.
    case fault(replica: Int, process: Int)
    case withdrawals, stretches, stalls, pool, shadows, stamp, latch, stop, death, degradation
    case schema, records, selfCheck

    private static let words: [(word: String, one: Simplification)] = [
        ("withdrawals", .withdrawals), ("stretches", .stretches), ("stalls", .stalls),
        ("pool", .pool), ("shadows", .shadows), ("stamp", .stamp), ("latch", .latch),
        ("stop", .stop), ("death", .death), ("degradation", .degradation), ("schema", .schema),
        ("records", .records), ("selfCheck", .selfCheck),
    ]

    /// As `THRICE_WITHOUT` has it: `fault2.0`, `demands12` for those behind the twelfth, a word.
    var text: String {
        switch self {
        case .demands(let count): "demands\(count)"
        case .fault(let replica, let process): "fault\(replica).\(process)"
        default: Self.words.first { $0.one == self }?.word ?? ""
        }
    }

    init?(text: String) {
        if text.hasPrefix("demands"), let count = Int(text.dropFirst("demands".count)) {
            self = .demands(count)
        } else if text.hasPrefix("fault") {
            let numbers = text.dropFirst("fault".count).split(separator: ".").compactMap { Int($0) }
            guard numbers.count == 2 else { return nil }
            self = .fault(replica: numbers[0], process: numbers[1])
        } else {
            guard let found = Self.words.first(where: { $0.word == text }) else { return nil }
            self = found.one
        }
    }

    /// All that can be tried on a scenario, the largest steps first.
    static func candidates(for scenario: Scenario) -> [Simplification] {
        let count = scenario.demands.count
        var found = [count / 2, count * 3 / 4, count - 1].filter { $0 >= 0 && $0 < count }
            .map { Simplification.demands($0) }
        found += words.map(\.one).filter { scenario.without([$0]).differs(from: scenario) }
        for (replica, faults) in scenario.faults.enumerated() {
            for process in faults.indices where faults[process] != nil {
                found.append(.fault(replica: replica, process: process))
            }
        }
        return found
    }
}
