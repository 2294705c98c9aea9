import Testing
import Thresholds

@Suite struct AnswerReaderTests {
    private func lines(_ lines: String...) -> [ArraySlice<UInt8>] {
        lines.map { Array($0.utf8)[...] }
    }

    @Test func `equal bytes are one class, and no answer is none`() throws {
        let reading = try AnswerReader().read(
            versions: [
                lines("a b", "ERR no", "", "x"), lines("a b", "ERR no", "ERRATIC", " "),
                lines("a  b", "b", "ERRATIC", "x"),
            ], truth: nil)
        let classes = reading.votes.classes
        let none = RecordedVotes.noAnswer
        #expect(classes[0][0] == classes[1][0])
        #expect(classes[2][0] != classes[0][0])
        #expect(classes[0][1] == none && classes[1][1] == none)
        #expect(classes[0][2] == none && classes[1][2] == classes[2][2])
        #expect(classes[1][3] == none && classes[0][3] == classes[2][3])
    }

    @Test func `only the fields asked for are compared, whatever space is between`() throws {
        var reader = AnswerReader()
        reader.fields = [2, 0]
        let reading = try reader.read(
            versions: [lines("a x c"), lines("a\t y  c"), lines("a z"), lines("a z d")],
            truth: lines("a t c"))
        let classes = reading.votes.classes.map { $0[0] }
        #expect(classes[0] == classes[1])
        #expect(classes[0] == reading.votes.truth?[0])
        #expect(classes[2] == RecordedVotes.noAnswer)
        #expect(classes[3] != classes[0])
    }

    @Test func `fields do not run into each other`() throws {
        var reader = AnswerReader()
        reader.fields = [0, 1]
        let classes = try reader.read(
            versions: [lines("ab c"), lines("a bc")], truth: nil
        ).votes.classes
        #expect(classes[0] != classes[1])
    }

    @Test func `a permissive vote allows on one value only`() throws {
        var reader = AnswerReader()
        reader.fields = [1]
        reader.permissive = AnswerReader.PermissiveValue(field: 1, value: Array("1".utf8))
        let reading = try reader.read(
            versions: [lines("0 1", "0 0"), lines("0 11", "ERR 1"), lines("0", "1 1")],
            truth: lines("0 1", "0 0"))
        let votes = try #require(reading.permissive)
        #expect(votes.allowing.map(Array.init) == [[0], [], [1]])
        #expect(votes.must.map(Array.init) == [0])
    }

    @Test func `bits are conditions of their own`() throws {
        var reader = AnswerReader()
        reader.fields = [0]
        reader.bits = [0]
        let reading = try reader.read(
            versions: [lines("01"), lines("11"), lines("0x"), lines("011")], truth: lines("01"))
        #expect(reading.conditions.map(\.label) == ["1.0", "1.1"])
        #expect(reading.conditions[0].votes.classes.map { $0[0] } == [0, 1, -1, -1])
        #expect(reading.conditions[1].votes.truth == [1])
        #expect(reading.votes.classes[2][0] == RecordedVotes.noAnswer)
    }

    @Test func `a field that is only looked at never takes an answer out`() throws {
        var reader = AnswerReader()
        reader.fields = [1]
        reader.bits = [0]
        reader.wholeConditions = [2]
        let reading = try reader.read(
            versions: [lines("0x 1 a"), lines("01 1")], truth: lines("01 1 a"))
        #expect(reading.votes.classes[0] == reading.votes.truth)
        #expect(reading.votes.classes[1] == reading.votes.truth)
        #expect(reading.conditions[0].votes.fails(0, on: 0))
        #expect(reading.conditions[2].label == "3")
        #expect(reading.conditions[2].votes.fails(1, on: 0))
    }

    @Test func `a truth that is no answer is refused`() {
        #expect(throws: AnswerReader.Problem.noTruth(demand: 2)) {
            try AnswerReader().read(versions: [lines("1", "2")], truth: lines("1", "ERR"))
        }
        var reader = AnswerReader()
        reader.bits = [1]
        #expect(throws: AnswerReader.Problem.noBits(field: 2)) {
            try reader.read(versions: [lines("1", "2")], truth: lines("1", "2 3"))
        }
    }
}
