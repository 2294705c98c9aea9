import Reporting
import Testing

@Suite struct CampaignProgressTests {
    private var half: CampaignProgress {
        var half = CampaignProgress(
            all: 2000, finished: 1000,
            outcomes: [
                "no effect": 700, "tolerated and logged": 250, "silent wrong output": 50,
                "harness error": 7,
            ], confidence: 0.95)
        half.rate = 12.5
        return half
    }

    @Test func `it tells place, pace, what went out and how sure that is`() {
        #expect(
            half.line(columns: 200)
                == "[##########..........]  50 % of 2000 trials  13/s, 1 min 20 s left  "
                + "50 silent wrong (3.813–6.531 %)  no effect 70.0 %  "
                + "tolerated and logged 25.0 %  harness error 0.7 %")
    }

    @Test(arguments: 22...200)
    func `it never has more than its columns, and the gravest stays longest`(_ columns: Int) {
        let line = half.line(columns: columns)
        #expect(line.count <= columns)
        #expect(!line.contains("no effect") || line.contains("silent wrong"))
    }

    @Test func `at the beginning nothing is known, and of a whole space there is no interval`() {
        let first = CampaignProgress(all: 10, finished: 0, outcomes: [:], confidence: 0.95)
        #expect(
            first.line(columns: 80) == "[....................]  0 % of 10 trials  0 silent wrong")
        var whole = half
        whole.confidence = nil
        #expect(whole.line(columns: 90).hasSuffix("  50 silent wrong"))
        #expect(
            CampaignProgress(all: 0, finished: 0, outcomes: [:], confidence: nil)
                .line(columns: 30).hasPrefix("[####################]"))
    }

    @Test(arguments: [
        (0.0, "0 s"), (59.2, "1 min 0 s"), (59, "59 s"), (3599, "59 min 59 s"),
        (18_720, "5 h 12 min"), (.infinity, "years"),
    ])
    func `times have two units`(_ seconds: Double, _ text: String) {
        #expect(CampaignProgress.time(seconds) == text)
    }
}
