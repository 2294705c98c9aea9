import Recovery
import Testing

@Suite struct StatusLightTests {
    private func light(
        _ colour: LightColour = .green, improvements: Int = 100
    ) -> StatusLight {
        var policy = LightPolicy()
        policy.holdNanoseconds = 100
        policy.improvementsPerHour = improvements
        return StatusLight(policy: policy, colour: colour)
    }

    @Test func `it gets worse at once and better after the hold time`() {
        var light = light()
        #expect(light.show(.red, at: 10) == true)
        #expect(light.colour == .red)
        #expect(light.show(.green, at: 20) == false)
        #expect(light.nextInstant == 120)
        #expect(light.show(.green, at: 119) == false)
        #expect(light.colour == .red)
        #expect(light.show(.green, at: 120) == true)
        #expect(light.colour == .green)
        #expect(light.nextInstant == nil)
    }

    @Test func `a relapse begins the hold time anew`() {
        var light = light(.red)
        _ = light.show(.green, at: 0)
        _ = light.show(.red, at: 99)
        #expect(light.nextInstant == nil)
        #expect(light.show(.green, at: 100) == false)
        #expect(light.show(.green, at: 199) == false)
        #expect(light.show(.green, at: 200) == true)
    }

    @Test func `each colour is to be held for itself`() {
        var light = light(.red)
        _ = light.show(.green, at: 0)
        _ = light.show(.yellow, at: 50)
        _ = light.show(.green, at: 60)
        #expect(light.nextInstant == 100)
        #expect(light.show(.green, at: 100) == true)
        #expect(light.colour == .yellow)
        #expect(light.nextInstant == 160)
        #expect(light.show(.green, at: 159) == false)
        #expect(light.show(.green, at: 160) == true)
        #expect(light.colour == .green)
    }

    @Test func `from red it may get green at once`() {
        var light = light(.red)
        _ = light.show(.green, at: 0)
        #expect(light.show(.green, at: 100) == true)
        #expect(light.colour == .green)
    }

    @Test func `it gets better only so often an hour`() {
        var light = light(improvements: 2)
        for now: UInt64 in [0, 1_000] {
            _ = light.show(.yellow, at: now)
            _ = light.show(.green, at: now + 1)
            #expect(light.show(.green, at: now + 101) == true)
        }
        _ = light.show(.yellow, at: 2_000)
        _ = light.show(.green, at: 2_001)
        #expect(light.nextInstant == 101 + StatusLight.hour)
        #expect(light.show(.green, at: 100 + StatusLight.hour) == false)
        #expect(light.show(.green, at: 101 + StatusLight.hour) == true)
    }

    @Test func `staying as it is is no change`() {
        for colour in LightColour.allCases {
            var light = light(colour)
            #expect(light.show(colour, at: 0) == false)
            #expect(light.show(colour, at: 1_000) == false)
            #expect(light.nextInstant == nil)
        }
    }

    @Test(arguments: [
        (3, 3, true, false, LightColour.green), (3, 3, true, true, .yellow),
        (3, 3, false, false, .yellow), (2, 2, false, false, .yellow), (2, 1, false, false, .red),
        (1, 1, false, false, .red), (0, 0, false, false, .red),
    ])
    func `the colour is that of the margin`(
        counting: Int, reliable: Int, areAllHealthy: Bool, isMachineBlamed: Bool,
        colour: LightColour
    ) {
        let condition = Condition(
            needed: 2, counting: counting, reliable: reliable, areAllHealthy: areAllHealthy)
        #expect(condition.colour(isMachineBlamed: isMachineBlamed) == colour)
        #expect(condition.margin == reliable - 2)
    }

    @Test func `the condition follows the ladder`() {
        var ladder = Ladder(replicas: 3, needed: 2, policy: LadderPolicy())
        #expect(ladder.condition.colour(isMachineBlamed: false) == .red)
        for replica in 0..<3 { ladder.started(replica, at: 0) }
        #expect(
            ladder.condition
                == Condition(needed: 2, counting: 3, reliable: 3, areAllHealthy: true))
        _ = ladder.answered(0, .dissented, at: 1)
        #expect(
            ladder.condition
                == Condition(needed: 2, counting: 3, reliable: 2, areAllHealthy: false))
        _ = ladder.lost(1, at: 2)
        #expect(ladder.condition.margin == -1)
    }
}
