import Statistics
import Testing

@Suite struct WrongAnswersTests {
    @Test func `answers are grouped by what they say`() {
        let wrong = WrongAnswers(["7", "5", nil, "6", "5", "7", "5"], right: "7")
        #expect(wrong.groups == [0b101_0010, 0b000_1000])
        #expect(wrong.replicas == 0b101_1010)
        #expect(wrong.count == 4)
        #expect(wrong.alikeMost == 3)
    }

    @Test func `the right answer and none at all are not wrong`() {
        let wrong = WrongAnswers([1, nil, 1], right: 1)
        #expect(wrong == WrongAnswers())
        #expect(wrong.count == 0 && wrong.alikeMost == 0 && wrong.replicas == 0)
    }

    @Test func `the last of 64 replicas counts`() {
        let wrong = WrongAnswers(Array(repeating: 0, count: 63) + [1], right: 0)
        #expect(wrong.groups == [1 << 63])
        #expect(wrong.count == 1)
    }

    @Test func `empty sets are left out`() {
        #expect(WrongAnswers(groups: [0, 0b11, 0]) == WrongAnswers(groups: [0b11]))
    }
}
