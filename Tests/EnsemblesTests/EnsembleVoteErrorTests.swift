import Ensembles
import Testing

struct EnsembleVoteErrorTests {
    @Test(arguments: [
        (
            "vote: {policy: unanimty}",
            "5:16 policy: at byte 0 'unanimty': expected the name of a policy (hint: did you mean "
                + "'unanimity'?)"
        ),
        ("vote: {policy: [a]}", "5:16 policy: expected one text, found a list"),
        (
            "vote: {policy: mean, relation: number, restrictive: 0}",
            "5:16 policy: 'mean' is not safe beside a restrictive answer: "
        ),
        (
            "vote: {policy: 'permit,GO=1'}",
            "5:16 policy: 'permit' lets an answer out that 1 of 3 replicas gave, agree: 2 asks for "
                + "more (hint: policy: agree)"
        ),
        (
            "vote: {policy: 'allow,more=lower'}",
            "5:16 policy: 'allow' needs numbers, 'answer' has none (hint: relation: number)"
        ),
        (
            "vote: {policy: 'agree,tie=lowest', tie: restrictive}",
            "5:16 policy: 'tie=lowest' contradicts 'tie: restrictive'"
        ),
        (
            "stateful: true\nvote: {policy: 'allow,more=lower', relation: number, restrictive: 0}",
            "6:16 policy: 'allow' cannot be with stateful: true, "
        ),
        ("vote: {policy: majority, tie: lowest}", "5:31 tie: policy 'majority' has no ties"),
        (
            "vote: {tie: low}",
            "5:13 tie: 'low' is none of restrictive, lowest"
        ),
        (
            "vote: {tie: restricted}",
            "5:13 tie: 'restricted' is none of restrictive, lowest (hint: did you mean "
                + "'restrictive'?)"
        ),
        (
            "vote: {latch: 0}",
            "5:15 latch: expected a whole number from 1 to 1000000, 'forever' or 'none', found '0'"
        ),
        (
            "vote: {dissentLimit: 1000001}",
            "5:22 dissentLimit: expected a whole number from 1 to 1000000 or 'none', found "
                + "'1000001'"
        ),
        (
            "vote: {agree: 1, tie: lowest}",
            "5:15 agree: 1 of 3 lets any single replica's word out (hint: agree: 2)"
        ),
        ("faults: 1", "5:9 faults: expected keys and values, found '1'"),
        (
            "faults: {crashs: 1}",
            "5:10 unknown key 'crashs' (hint: did you mean 'crash'?)"
        ),
        ("faults: {crash: x}", "5:17 crash: expected a whole number, found 'x'"),
        ("faults: {crash: 65}", "5:17 crash: 65 is out of range (0 to 64)"),
        (
            "faults: {crash: 1, symmetric: 2}",
            "5:9 faults: {crash: 1, symmetric: 2}: 3 replicas are too few, 2·0 + 2·2 + 1 = 5 < n "
                + "is needed (6 replicas); a wrong answer can go out (hint: 6 replicas with agree: "
                + "3 and tie: restrictive, or 7 replicas with agree: 4, or agree: 3 for safety "
                + "alone)"
        ),
        (
            "vote: {relation: number}",
            "1:1 restrictive: 'RESTRICTIVE' is no answer: field 'answer': expected a number at "
                + "byte 0 (hint: set vote.restrictive to an answer as the replicas give it)"
        ),
        (
            "vote: {relation: number, restrictive: STOP}",
            "5:39 restrictive: 'STOP' is no answer: field 'answer': expected a number at byte 0 "
                + "(hint: set vote.restrictive to an answer as the replicas give it)"
        ),
        (
            "vote: {relation: absolut 1}",
            "5:18 relation: expected a relation: bytes, json, text, set, number, absolute, "
                + "relative, ulps, bits, ignored at byte 0"
        ),
        (
            "vote: {relation: bits 2}",
            "5:18 relation: bit strings need a width (hint: describe the answer's fields in "
                + "'answer')"
        ),
        (
            "vote: {policy: plurality, relation: absolute 1, restrictive: 0}",
            "5:16 policy: 'plurality' needs classes of equal answers, and a tolerance as that of "
                + "'answer' makes none (hint: policy: agree)"
        ),
        (
            "vote: {relation: ignored}",
            "5:18 relation: any two answers would be the same (hint: describe the answer's fields "
                + "in 'answer')"
        ),
    ])
    func `a vote that cannot be is refused at its place`(text: String, problem: String) {
        let found = problems(replicas3 + text)
        // What is wrong with the answers is told beside what may not release.
        #expect(
            (found.count == 1 || text.contains("plurality"))
                && found.first?.hasPrefix(problem) == true, "\(found)")
    }

    @Test func `a single replica is warned about, not refused`() throws {
        let ensemble = try parsed("variants: {count: 1}")
        #expect(
            ensemble.findings.first?.description
                == "a single replica masks nothing, and a wrong answer goes out (hint: 2 replicas "
                + "find a difference, 3 mask a fault)")
    }

    @Test func `declared faults are found at the threshold that they break`() {
        #expect(
            problems(
                "variants: {count: 7}\nvote:\n  agree: 2\n  tie: lowest\nfaults: {symmetric: 2}")
                == [
                    "3:10 faults: {symmetric: 2}: 2 of 7 lets a wrong answer out, 0 + 2 wrong "
                        + "replicas can agree on it, and 3 are needed (hint: agree: 4)"
                ])
    }
}
