import Testing
import Voting

struct ThresholdNameTests {
    @Test(arguments: [
        (2, 2, "permissive 2 of 2 (IEC 61508: 1oo2, rail: 2oo2)"),
        (2, 3, "permissive 2 of 3 (IEC 61508: 2oo3, rail: 2oo3)"),
        (3, 3, "permissive 3 of 3 (IEC 61508: 1oo3, rail: 3oo3)"),
        (1, 1, "permissive 1 of 1 (IEC 61508: 1oo1, rail: 1oo1)"),
        (4, 5, "permissive 4 of 5 (IEC 61508: 2oo5, rail: 4oo5)"),
    ])
    func `a display names both conventions`(agree: Int, replicas: Int, text: String) {
        #expect(ThresholdName(agree: agree, replicas: replicas).description == text)
    }
}
