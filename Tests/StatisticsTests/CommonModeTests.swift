import Statistics
import Testing

@Suite struct CommonModeTests {
    private func common(_ trials: [WrongAnswers], replicas: Int = 3) throws -> CommonMode {
        try #require(CommonMode(replicas: replicas, trials: trials))
    }

    @Test func `each trial is counted once on each scale`() throws {
        let common = try common(
            [
                WrongAnswers(), WrongAnswers(groups: [0b001]), WrongAnswers(groups: [0b011]),
                WrongAnswers(groups: [0b001, 0b100]), WrongAnswers(groups: [0b110, 0b001]),
                WrongAnswers(groups: [0b001, 0b010, 0b100]), WrongAnswers(groups: [0b111]),
            ])
        #expect(common.trials == 7)
        #expect(common.patterns.map(\.replicas) == [0b000, 0b001, 0b011, 0b101, 0b111])
        #expect(common.patterns.map(\.trials) == [1, 1, 1, 1, 3])
        #expect(common.wrongTrials == [6, 4, 4])
        #expect(common.trialsByWrong == [1, 1, 2, 3])
        #expect(common.trialsByAlike == [1, 3, 2, 1])
        #expect(common.together == 5)
        #expect(common.identical == 3)
        #expect(common.different == 2)
        #expect(
            common.interval(of: 3, confidence: 0.9)
                == Binomial.clopperPearson(3, of: 7, confidence: 0.9))
    }

    @Test func `no trials say nothing`() {
        #expect(CommonMode(replicas: 2, trials: []) == nil)
    }
}
