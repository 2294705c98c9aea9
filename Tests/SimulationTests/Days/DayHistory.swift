import Recovery

/// A day as it was, for the checkers: what was directed, and what was true then.
struct DayHistory {
    struct Directed {
        var at: UInt64
        var order: Order
        /// Replicas that truly counted before it was obeyed.
        var counting: Int
        var light: LightColour
        /// Of the seat, before it was obeyed.
        var build: Int
    }

    struct Lost {
        var at: UInt64
        var replica: Int
        var build: Int
        var cause: LossCause
        var demand: UInt64?
        /// Lost for slowness that was the host's alone.
        var isHosts: Bool
        var lived: UInt64
    }

    /// How a swap ended.
    struct Swapped {
        var at: UInt64
        var replica: Int
        var end: SwapEnd
        var newcomer: DaySeat.Build
        /// Who truly sits there then.
        var build: Int
    }

    struct Started {
        var at: UInt64
        var replica: Int
        var build: Int
        /// The loss that it mends; nil for the first start.
        var loss: Int?
        var isRejuvenation: Bool
    }

    let scenario: DayScenario
    var directed: [Directed] = []
    var losses: [Lost] = []
    var starts: [Started] = []
    var swaps: [Swapped] = []
    /// At the end a swap was under way still.
    var isSwapping = false
    /// Who was in time though the host was slow, and when.
    var inTime: [(at: UInt64, replica: Int)] = []
    var lights: [(at: UInt64, colour: LightColour)] = []
    /// What a checker would be too late to see.
    var failures: [Failure] = []
    /// At the end: is it running, and its rung as the core has it.
    var seats: [(isRunning: Bool, isEjected: Bool, isBroken: Bool)] = []
    var events = 0
    var deadlines: (least: UInt64, most: UInt64) = (.max, 0)
    var percentMax = 0
}
