import Recovery
import Voting

/// A day of an ensemble, drawn from its seed: how it is set up and what befalls it.
struct DayScenario {
    static let second: UInt64 = 1_000_000_000
    static let end: UInt64 = 86_400 * second
    /// Nothing befalls it after this: there is time for all to be well again.
    static let lastTrouble: UInt64 = 78_000 * second

    let seed: UInt64
    let replicas: Int
    let needed: Int
    let spares: Int
    /// A newcomer is shown what was before, the poisonous demand included.
    let isStateful: Bool
    var policy = CaretakerPolicy()
    var detector = DetectorPolicy(floorNanoseconds: 20_000_000, ceilingNanoseconds: second)
    private(set) var troubles: [(at: UInt64, trouble: Trouble)] = []

    /// - Parameter hasSwaps: besides all else programs are exchanged.
    init(seed: UInt64, hasSwaps: Bool = false) {
        var random = SplitMix64(seed: seed)
        self.seed = seed
        replicas = random.pick(2...5)
        needed = random.pick((replicas / 2 + 1)...replicas)
        spares = random.pick(0...2)
        isStateful = random.chance(50)
        drawLadder(&random)
        policy.group = GroupPolicy()
        policy.light = LightPolicy()
        policy.light?.holdNanoseconds = Self.second * UInt64(random.pick(5...120))
        policy.light?.improvementsPerHour = random.pick(2...10)
        if random.chance(60) {
            let every = Self.second * UInt64(random.pick(300...7_200))
            policy.rejuvenation = RejuvenationPolicy(
                everyNanoseconds: every, reserve: random.pick(0...1))
        }
        drawTroubles(&random)
        if hasSwaps { drawSwaps(&random) }
    }

    private mutating func drawSwaps(_ random: inout SplitMix64) {
        for _ in 0..<random.pick(1...12) {
            let at = Self.second * UInt64(random.pick(60...78_000)) + random.next() % Self.second
            let swap = Trouble.swap(
                random.below(replicas), random.pick(Trouble.Newcomer.allCases),
                proof: UInt64(random.pick(1...5_000)))
            troubles.append((at, swap))
        }
        troubles.sort { $0.at < $1.at }
    }

    private mutating func drawLadder(_ random: inout SplitMix64) {
        let rebuilds = random.pick(0...2)
        policy.ladder = .climbing(rebuilds: rebuilds)
        policy.ladder.restartsMax = random.chance(10) ? nil : random.pick(2...6)
        policy.ladder.restartWindowNanoseconds = Self.second * UInt64(random.pick(60...300))
        policy.ladder.restartFaults = random.chance(20) ? nil : random.pick(3...20)
        policy.ladder.cleanNanoseconds = Self.second * UInt64(random.pick(5...20))
        policy.ladder.storm =
            random.chance(30)
            ? nil
            : StormPolicy(
                restarts: random.pick(3...8),
                everyNanoseconds: Self.second * UInt64(random.pick(5...20)))
    }

    /// Slow spells of the host are at least half an hour apart, so that no window has two.
    private mutating func drawTroubles(_ random: inout SplitMix64) {
        for _ in 0..<random.pick(3...24) {
            let at = Self.second * UInt64(random.pick(60...78_000)) + random.next() % Self.second
            troubles.append((at, Trouble.ofReplicas(&random, in: self)))
        }
        var at = Self.second * UInt64(random.pick(600...20_000))
        while at < Self.lastTrouble {
            troubles.append((at, Trouble.ofHost(&random)))
            at += Self.second * UInt64(random.pick(1_800...40_000))
        }
        troubles.sort { $0.at < $1.at }
    }
}
