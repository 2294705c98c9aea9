/// The operation of `BrakeMachine` as a person would write it.
struct BrakeByHand {
    struct State {
        var speed = 0
        var limit = 80
        var overspeed = false
        var brake = true
        var count = 0
        var last = 0
    }

    /// nil when the answer is not what the operation gives, or breaks the invariant.
    @inline(never)
    static func step(_ state: State, _ given: [Int], release: Bool, level: Int) -> State? {
        var after = state
        after.speed = given[0]
        if given[1] == 1 { after.limit = given[2] } else { after.limit = min(state.limit, 160) }
        if given[0] > given[2] + given[3] {
            (after.overspeed, after.brake, after.count) = (true, true, state.count + 1)
        } else {
            (after.overspeed, after.brake, after.count) = (false, state.last > given[0], 0)
        }
        let isReleased: Bool
        let wanted: Int
        if given[4] == 1 && given[5] == 0 && given[6] < 50 {
            (isReleased, wanted) = (true, given[7])
        } else {
            (isReleased, wanted) = (false, 0)
        }
        after.last = given[0]
        guard isReleased == release, wanted == level, 0...300 ~= after.speed,
            0...300 ~= after.limit, after.count >= 0, !after.overspeed || after.brake,
            after.last == after.speed, after.count <= 1_000_000_000
        else { return nil }
        return after
    }

    func run(_ count: Int) -> (nanoseconds: Double, accepted: Int) {
        var draws = Draws()
        var state = State()
        var given = [Int](repeating: 0, count: 8)
        var accepted = 0
        let began = now()
        for _ in 0..<count {
            BrakeMachine.draw(&draws, &given)
            let release = given[4] == 1 && given[5] == 0
            let level = release ? given[7] : 0
            if let after = Self.step(state, given, release: release, level: level) {
                state = after
                accepted += 1
            }
        }
        return (now() - began, accepted)
    }
}
