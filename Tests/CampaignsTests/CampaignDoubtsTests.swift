import Campaigns
import FaultInjection
import Reporting
import Testing

@Suite struct CampaignDoubtsTests {
    private func figures(_ outcomes: [EnsembleOutcome]) throws -> CampaignFigures {
        let results = outcomes.enumerated().map { index, outcome in
            ResultsRig.result(
                UInt64(index) + 1, line: index < 10 ? 0 : 1,
                [ResultsRig.reply("v01", .masked)], own: outcome)
        }
        return try ResultsRig.figures(
            results,
            lines: [(Rig.line("flip-register-bits"), 1000), (Rig.line("inject-nothing"), 5)])
    }

    private let quiet = Array(repeating: EnsembleOutcome.noEffect, count: 10)

    @Test func `controls that are all false alarms leave nothing to say`() throws {
        let doubts = CampaignDoubts(try figures(quiet + [.falseAlarm, .falseAlarm]))
        #expect(doubts.isInconclusive)
        #expect(
            doubts.sentences == [
                "the campaign is inconclusive: of 2 trials without a fault none was as if there "
                    + "was none"
            ])
    }

    @Test func `a control that is one is told, and clean ones are not`() throws {
        let some = CampaignDoubts(try figures(quiet + [.falseAlarm, .noEffect]))
        #expect(!some.isInconclusive)
        #expect(
            some.sentences == [
                "of 2 trials without a fault 1 were not as if there was none"
            ])
        #expect(CampaignDoubts(try figures(quiet + [.noEffect])).sentences.isEmpty)
        #expect(CampaignDoubts(try figures(quiet)).sentences.isEmpty)
    }

    @Test func `trials that could not be judged are told where they are many`() throws {
        var outcomes = quiet
        outcomes[0] = .harnessError
        #expect(CampaignDoubts(try figures(outcomes)).sentences.isEmpty)
        outcomes[1] = .harnessError
        let doubts = CampaignDoubts(try figures(outcomes))
        #expect(!doubts.isInconclusive && doubts.sentences.count == 1)
        #expect(doubts.sentences[0].hasPrefix("2 of 10 trials could not be judged"))
    }
}
