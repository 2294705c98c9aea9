import Testing
import Voting

@Suite struct ReleaseLatchTests {
    /// What goes out for verdicts written as A (agreed) and R (restrictive): `.` is held back.
    private func passed(_ verdicts: String, _ rule: LatchRule, confirm: Int = 1) -> String {
        var latch = ReleaseLatch(rule: rule, confirm: confirm)
        return String(
            verdicts.map { verdict in
                let isAgreed = verdict == "A"
                return latch.pass(isAgreed: isAgreed) ? "A" : isAgreed ? "." : "R"
            })
    }

    @Test func `without a latch what is agreed on goes out`() {
        #expect(passed("AARAARA", .none) == "AARAARA")
    }

    @Test func `a closed latch holds so many agreed answers in a row`() {
        #expect(passed("ARAAAA", .agreed(inARow: 1)) == "AR.AAA")
        #expect(passed("ARAAAA", .agreed(inARow: 3)) == "AR...A")
        #expect(passed("ARAARAAAA", .agreed(inARow: 3)) == "AR..R...A")
    }

    @Test func `a latch without release holds to the end`() {
        #expect(passed("AARAAAAAA", .forever) == "AAR......")
    }

    @Test func `an answer that must be confirmed goes out with the last of so many in a row`() {
        #expect(passed("AAAARAAA", .none, confirm: 3) == "..AAR..A")
        #expect(passed("AARAAA", .agreed(inARow: 3), confirm: 2) == ".AR...")
        #expect(passed("AARAAA", .agreed(inARow: 1), confirm: 3) == "..R..A")
        #expect(passed("AAARAA", .forever, confirm: 2) == ".AAR..")
    }
}
