import Recovery
import Testing

/// The canaries of the simulated day.
@Suite struct DayPlantedBugTests {
    struct Bug: CustomTestStringConvertible, Sendable {
        let twin: Keeper.Type
        /// The checker that is to find it.
        let checker: String

        var testDescription: String { "\(twin)" }
    }

    static let bugs = [
        Bug(twin: ReservelessKeeper.self, checker: "NobodyIsMissedByOurDoing"),
        Bug(twin: RecklessKeeper.self, checker: "LightIsHonest"),
        Bug(twin: StormyKeeper.self, checker: "StormsAreDamped"),
        Bug(twin: ForgetfulKeeper.self, checker: "SameDemandRetires"),
        Bug(twin: HastyLightKeeper.self, checker: "LightHolds"),
        Bug(twin: FlickeringKeeper.self, checker: "LightIsSteady"),
        Bug(twin: LonelyKeeper.self, checker: "ClimbsAreDeserved"),
        Bug(twin: CoarseKeeper.self, checker: "ClimbsAreDeserved"),
        Bug(twin: TardyKeeper.self, checker: "OneCrashIsMendedAtOnce"),
        Bug(twin: OversleepingKeeper.self, checker: "AllIsWellInTheEnd"),
        Bug(twin: GreedyKeeper.self, checker: "SparesAreThere"),
        Bug(twin: EternalKeeper.self, checker: "CrashLoopEnds"),
        Bug(twin: LavishKeeper.self, checker: "RestartsKeepThePolicy"),
        Bug(twin: RevivingKeeper.self, checker: "EjectedForGood"),
        Bug(twin: EagerKeeper.self, checker: "RejuvenationKeepsItsTurn"),
        Bug(twin: StretchingKeeper.self, checker: "DeadlinesAreBounded"),
        Bug(twin: PrematureKeeper.self, checker: "LightIsHonest"),
    ]

    @Test(arguments: bugs)
    func `each planted bug is found`(bug: Bug) {
        let seed = (1...400).first { (seed: UInt64) in
            DayWorld(scenario: DayScenario(seed: seed), keeper: bug.twin).run().flaws
                .contains { $0.checker == bug.checker }
        }
        #expect(seed != nil, "\(bug.twin) was to be found by \(bug.checker)")
    }

    @Test(arguments: [
        Bug(twin: CredulousKeeper.self, checker: "SwapsEndRightly"),
        Bug(twin: LenientKeeper.self, checker: "SwapsEndRightly"),
        Bug(twin: RecklessKeeper.self, checker: "LightIsHonest"),
    ])
    func `each bug planted in an exchange is found`(bug: Bug) {
        let seed = (1...400).first { (seed: UInt64) in
            let scenario = DayScenario(seed: seed, hasSwaps: true)
            return DayWorld(scenario: scenario, keeper: bug.twin).run().flaws
                .contains { $0.checker == bug.checker }
        }
        #expect(seed != nil, "\(bug.twin) was to be found by \(bug.checker)")
    }

    @Test func `the days reach every directive and every colour`() {
        let days = (1...60).map { DayWorld(scenario: DayScenario(seed: $0)).run() }
        let names = Set(
            days.flatMap(\.directed).map { directed in
                "\(directed.order.directive)".prefix { $0 != "(" }
                    + (directed.order.directive == .withdraw(.faults) ? " for faults" : "")
            })
        #expect(
            names == [
                "watch", "relax", "withdraw", "withdraw for faults", "restart", "start", "await",
                "rebuild", "replace", "eject",
            ])
        #expect(Set(days.flatMap(\.lights).map(\.colour)) == Set(LightColour.allCases))
    }
}
