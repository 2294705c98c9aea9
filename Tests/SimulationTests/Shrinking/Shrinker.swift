/// Finds out how little of a scenario still shows a failure.
enum Shrinker {
    /// - Returns: what can be left out, so that this checker still complains.
    static func shrink(
        _ seed: UInt64, shell: Shell.Type = Shell.self, checker: String
    ) -> [Simplification] {
        var left: [Simplification] = []
        var goesOn = true
        // Each step leaves something out: this ends.
        while goesOn {
            goesOn = false
            let scenario = Scenario(seed: seed).without(left)
            for candidate in Simplification.candidates(for: scenario) {
                let world = World(scenario: scenario.without([candidate]), shell: shell)
                guard Evidence(world.run()).failures.contains(where: { $0.checker == checker })
                else { continue }
                if case .demands = candidate { left.removeAll { $0.isAboutDemands } }
                left.append(candidate)
                goesOn = true
                break
            }
        }
        return left
    }
}

extension Simplification {
    fileprivate var isAboutDemands: Bool {
        if case .demands = self { true } else { false }
    }
}
