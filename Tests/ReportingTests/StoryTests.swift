import Reporting
import Testing

struct StoryTests {
    private func event(_ text: String) throws -> StoryEvent {
        try StoryEvent(line: Array(text.utf8))
    }

    private static let verdict = """
        {"nanoseconds":7,"event":"verdict","demand":4,"held":false,"clipped":false,\
        "outside":false,"ballots":{"a":"answered","b":"answered","c":"late"},\
        "rejections":{"b":"not so"},"explanation":{"demand":4,"outcome":{"verdict":"agreed",\
        "answerOf":"a","supporters":1},"masked":true,"held":false,"answer":"42",\
        "supporters":["a"],"ballotsUntilCertain":1,"order":["a"],"ballots":[],"questions":[],\
        "alternatives":[]}}
        """

    @Test(arguments: [
        (
            #"{"nanoseconds":16993625,"event":"started","replica":"r1","process":17}"#,
            "     0.016993 s  r1  started as process 17"
        ),
        (
            #"{"nanoseconds":61000000999,"event":"ended","replica":"r1","signal":9}"#,
            "    61.000000 s  r1  ended by signal 9"
        ),
        (
            #"{"nanoseconds":1,"event":"gaveUp","replica":"r1","loss":"silent","demand":3}"#,
            "     0.000000 s  r1  given up at demand 3: silent"
        ),
        (
            #"{"nanoseconds":1,"event":"exposed","replica":"r","missing":["Landlock","x"]}"#,
            "     0.000000 s  r  runs without Landlock, x"
        ),
        (
            #"{"nanoseconds":1,"event":"withdrawn","replica":"r","reason":"rejuvenation"}"#,
            "     0.000000 s  r  withdrawn for rejuvenation"
        ),
        (
            #"{"nanoseconds":1,"event":"restartPlanned","replica":"r","delayNanoseconds":1}"#,
            "     0.000000 s  r  is started anew in 1 ms"
        ),
        (
            #"{"nanoseconds":1,"event":"lifeless","who":"voter","state":"stopped","#
                + #""silentNanoseconds":2100000000}"#,
            "     0.000000 s  the voter has shown no sign of life for 2.1 s (stopped) and is ended"
        ),
        (
            verdict,
            "     0.000000 s  demand 4: agreed by 1 on '42'; b dissents (not so), c late"
        ),
        (
            #"{"nanoseconds":1,"event":"of a later version","demand":3}"#,
            "     0.000000 s  of a later version at demand 3"
        ),
    ])
    func `every event is one line`(line: String, text: String) throws {
        #expect(StoryText.line(try event(line)) == text)
    }

    @Test(arguments: [
        ("{}", "it has no 'nanoseconds'"), ("", "it is not one JSON object"),
        (#"{"nanoseconds":1,"event":3}"#, "'event' is of another type"),
        (#"{"nanoseconds":1,"event":"x""#, "it is not one JSON object"),
    ])
    func `a line that no run writes is refused with the reason`(line: String, reason: String) {
        #expect(throws: StoryError(reason: reason)) { try event(line) }
    }

    @Test func `a filter keeps what all of it asks for`() throws {
        let verdict = try event(Self.verdict)
        let started = try event(#"{"nanoseconds":1,"event":"started","replica":"a","process":1}"#)
        var filter = StoryFilter()
        #expect(filter.keeps(verdict) && filter.keeps(started))
        filter.replicas = ["a"]
        #expect(filter.keeps(started))
        // It supported the verdict: the line is not about it.
        #expect(!filter.keeps(verdict))
        filter.replicas = ["b"]
        #expect(filter.keeps(verdict) && !filter.keeps(started))
        filter.events = ["started"]
        #expect(!filter.keeps(verdict))
        filter = StoryFilter()
        filter.demands = 4...4
        #expect(filter.keeps(verdict) && !filter.keeps(started))
        filter.demands = 5...9
        #expect(!filter.keeps(verdict))
    }
}
