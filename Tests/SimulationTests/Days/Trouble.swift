/// What befalls an ensemble in a day.
enum Trouble {
    case crash(Int)
    /// Several crash within a second, each once.
    case burst([Int])
    /// This build crashes soon after every start; `taint` percent of the builds after it, too.
    case loop(Int, taint: Int)
    /// This build cannot survive one demand.
    case poison(Int)
    case slow(Int, factor: Double, seconds: Int)
    case hang(Int)
    /// One answer in four is wrong.
    case dissent(Int, seconds: Int)
    /// All processes crash again and again, for a reason outside of them.
    case storm(seconds: Int)
    /// - Parameter isEvident: whether the host's own figures show it.
    case slowHost(factor: Double, seconds: Int, isEvident: Bool)

    /// Another program is to take its seat.
    case swap(Int, Newcomer, proof: UInt64)

    /// What is wrong with it.
    enum Newcomer: CaseIterable { case nothing, crashes, lies }

    static func ofReplicas(_ random: inout SplitMix64, in scenario: DayScenario) -> Trouble {
        let replica = random.below(scenario.replicas)
        switch random.below(16) {
        case 0..<4: return .crash(replica)
        case 4:
            var all = Array(0..<scenario.replicas)
            random.shuffle(&all)
            return .burst(Array(all.prefix(random.pick(2...max(2, scenario.replicas)))))
        case 5, 6: return .loop(replica, taint: random.pick([0, 50, 100]))
        case 7: return .poison(replica)
        case 8, 9:
            return .slow(
                replica, factor: Double(random.pick(3...60)), seconds: random.pick(2...120))
        case 10, 11: return .hang(replica)
        case 12, 13: return .dissent(replica, seconds: random.pick(1...100))
        case 14: return .storm(seconds: random.pick(5...60))
        default: return .crash(replica)
        }
    }

    static func ofHost(_ random: inout SplitMix64) -> Trouble {
        .slowHost(
            factor: Double(random.pick(2...400)), seconds: random.pick(1...600),
            isEvident: random.chance(50))
    }
}
