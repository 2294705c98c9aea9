import Ensembles
import Testing
import Voting

struct SelfCheckTests {
    private let check = "selfCheck: {demand: \"0 0\", answer: \"0\"}"

    @Test func `a self-check is read, once a second unless something else is said`() throws {
        #expect(try parsed(replicas3).selfCheck == nil)
        let usual = try parsed(replicas3 + check)
        #expect(
            usual.selfCheck
                == SelfCheck(
                    demand: Array("0 0".utf8), answer: Array("0".utf8),
                    everyNanoseconds: 1_000_000_000))
        let other = try parsed(
            replicas3 + "stateful: true\n"
                + "selfCheck: {demand: a, answer: b, every: 20ms, keepsState: true}")
        #expect(other.selfCheck?.everyNanoseconds == 20_000_000)
    }

    @Test(arguments: [
        (
            "selfCheck: {demand: a}",
            "5:12 selfCheck: 'answer' is missing (hint: selfCheck: {demand: \"…\", answer: "
                + "\"…\", every: 1s})"
        ),
        (
            "selfCheck: {demand: a, answer: b, every: 1us}",
            "5:42 every: out of range (1ms to 1h, that is 60min)"
        ),
        (
            "demandBytesMax: 2\nselfCheck: {demand: abc, answer: b}",
            "6:21 demand: 3 bytes are more than demandBytesMax (2)"
        ),
        (
            "stateful: true\nselfCheck: {demand: a, answer: b}",
            "6:12 selfCheck: replicas have state, and what they are asked besides the demands "
                + "must leave it as it is (hint: 'keepsState: true' when it does, otherwise no "
                + "'selfCheck')"
        ),
        (
            "stateful: true\ncheckpoint: {}\n"
                + "selfCheck: {demand: thrice:save, answer: b, keepsState: true}",
            "7:21 demand: what begins with 'thrice:' asks for a state, as 'checkpoint' says"
        ),
        (
            "vote: {restrictive: \"1\"}\nanswer: {format: whole, fields: [{name: v, type: real}]}\n"
                + "selfCheck: {demand: a, answer: b}",
            "7:32 answer: it cannot be read as one: field 'v': expected a number at byte 0"
        ),
    ])
    func `what cannot be a self-check is told`(text: String, problem: String) {
        #expect(problems(replicas3 + text) == [problem])
    }
}
