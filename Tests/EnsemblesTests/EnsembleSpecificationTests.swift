import Ensembles
import Specifications
import Testing
import Voting

let answer2 = """
    answer:
      format: separated
      fields:
        - {name: command, type: enumeration, words: [APPLY, RELEASE]}
        - {name: latched, type: boolean}
    vote: {restrictive: APPLY 1}

    """
let demand2 = "demand: {format: separated, fields: [{name: speed, type: integer}]}\n"

struct EnsembleDemandTests {
    @Test func `every key of a demand is read`() throws {
        let ensemble = try parsed(
            replicas3 + answer2 + """
                demand:
                  format: separated
                  separator: ","
                  exact: true
                  fields:
                    - {name: N, type: integer, digits: 3, range: 2..100}
                    - {name: points, type: real, count: 2*N}
                    - {name: speed, type: real, decimals: 2, range: -1.5..1e2}
                    - {name: isSet, type: boolean}
                    - {name: PUV, type: bits, width: 15}
                    - {name: LCM, type: enumeration, words: [NOTUSED, ANDD, ORR], count: 225}
                    - {name: more, type: integer, count: N}
                    - {name: note, type: text}
                function: {machine: Brakes.mch, operation: step, unreadable: garbled,
                  inputs: {v: speed, last: previous.command}, outputs: {c: command},
                  state: {isLatched: latched}}
                safety: {machine: safe/Safe.mch, operation: check}
                feedback: true
                """)
        let plan = try #require(ensemble.specification)
        typealias Field = DemandSchema.Field
        #expect(plan.demand.format == .separated(UInt8(ascii: ",")))
        #expect(plan.demand.isExact)
        #expect(
            plan.demand.fields == [
                Field(name: "N", type: .integer, range: 2...100, digits: 3),
                Field(
                    name: "points", type: .real(decimals: nil), count: .init(factor: 2, field: "N")
                ),
                Field(name: "speed", type: .real(decimals: 2), range: -150...10_000),
                Field(name: "isSet", type: .boolean), Field(name: "PUV", type: .bits(width: 15)),
                Field(
                    name: "LCM", type: .enumeration(["NOTUSED", "ANDD", "ORR"]),
                    count: .init(factor: 225)),
                Field(name: "more", type: .integer, count: .init(factor: 1, field: "N")),
                Field(name: "note", type: .text),
            ])
        let function = try #require(plan.function)
        #expect(function.operation == "step" && function.unreadable == "garbled")
        #expect(function.inputs == ["v": "speed", "last": "previous.command"])
        #expect(function.outputs == ["c": "command"])
        #expect(function.state == ["isLatched": "latched"])
        #expect(plan.safety?.operation == "check" && plan.safety?.unreadable == nil)
        #expect(plan.hasFeedback && ensemble.hasFeedback)
        #expect(plan.restrictive == Array("APPLY 1".utf8))
    }

    @Test(arguments: [
        ("type: text", "fields: key 'name' is missing"),
        (
            "name: a, type: json",
            "type: 'json' is none of integer, real, boolean, enumeration, bits, text"
        ),
        (
            "name: a, type: text, relation: text",
            "unknown key 'relation' (hint: known: name, type, range, words, width, count, "
                + "decimals, digits)"
        ),
        (
            "name: a, type: text, decimal: 1",
            "unknown key 'decimal' (hint: did you mean 'decimals'?)"
        ),
        ("name: a, type: real, digits: 1", "digits: only with type: integer"),
        ("name: a, type: integer, digits: 19", "digits: 19 is out of range (1 to 18)"),
        ("name: a, type: integer, decimals: 1", "decimals: only with type: real"),
        ("name: a, type: real, decimals: 19", "decimals: 19 is out of range (0 to 18)"),
        ("name: a, type: real, range: 0..1", "range: only with decimals"),
        (
            "name: a, type: real, decimals: 1, range: 0..0.25",
            "range: expected numbers as 0..120.5, with at most 1 places behind the point, "
                + "found '0..0.25'"
        ),
        (
            "name: a, type: integer, range: 0..1.5",
            "range: expected integers of 64 bits as 0..120, found '0..1.5'"
        ),
        (
            "name: a, type: integer, range: 5..1",
            "range: expected integers of 64 bits as 0..120, found '5..1'"
        ),
        (
            "name: a, type: integer, range: 0..9223372036854775808",
            "range: expected integers of 64 bits as 0..120, found '0..9223372036854775808'"
        ),
        ("name: a, type: bits", "bits: key 'width' is missing"),
        ("name: a, type: bits, width: 65537", "width: 65537 is out of range (1 to 65536)"),
        ("name: a, type: enumeration", "enumeration: key 'words' is missing"),
        (
            "name: a, type: text, count: 2",
            "count: only with type: integer or real or boolean or enumeration"
        ),
        (
            "name: a, type: integer, count: -1",
            "fields: field 'a': count: '-1' is no integer field "
                + "before it"
        ),
        (
            "name: a, type: integer, count: 2*",
            "count: expected a number of values as 225, or 2*N of an earlier field N, found '2*'"
        ),
        (
            "name: a, type: integer, count: 0",
            "fields: field 'a': count: 0 is out of range (1 to 65536)"
        ),
    ])
    func `a field of a demand that cannot be is refused`(text: String, problem: String) {
        let machine = "function: {machine: a, operation: a}\n"
        let demand = "demand: {format: separated, fields: [{\(text)}]}\n"
        let found = problems(replicas3 + answer2 + machine + demand)
        #expect(found.map { $0.drop { $0 != " " }.dropFirst() } == [problem[...]])
        #expect(found.allSatisfy { $0.hasPrefix("12:") })
    }
}

struct EnsembleMachineTests {
    private func found(_ text: String) -> [String] { problems(replicas3 + text) }

    @Test func `a machine needs demand and answer`() {
        let machine = "function: {machine: B.mch, operation: step}\n"
        #expect(
            found(machine + "vote: {restrictive: x}") == [
                "5:11 function: a machine needs the fields of demands (hint: describe them in "
                    + "'demand')",
                "5:11 function: a machine needs the fields of answers (hint: describe them in "
                    + "'answer')",
            ])
        #expect(
            found(answer2 + demand2) == [
                "11:9 demand: no machine reads it (hint: name one in 'function' or 'safety')"
            ])
    }

    @Test func `a deadline in which nothing could be judged is refused`() {
        let machine = "function: {machine: B.mch, operation: step}\n"
        func told(_ rest: String) -> [String] { found(answer2 + demand2 + machine + rest) }
        #expect(
            told("deadline: 9ms") == [
                "13:11 deadline: too short to judge the answers of 3 replicas: a machine would "
                    + "have 900 steps for a question, of the 1000 that it gets at least "
                    + "(hint: at least 10ms)"
            ])
        #expect(
            told("deadline: 100ms\ninFlight: 12") == [
                "13:11 deadline: too short to judge the answers of 3 replicas with inFlight: 12: "
                    + "a machine would have 917 steps for a question, of the 1000 that it gets "
                    + "at least (hint: at least 109ms)"
            ])
        // No machine, or long enough: what is still wrong is that there is no file.
        #expect(!told("deadline: 10ms").contains { $0.contains("deadline") })
        #expect(found("vote: {restrictive: x}\ndeadline: 1ms").isEmpty)
    }

    @Test(arguments: [
        ("{operation: a}", "12:9 safety: key 'machine' is missing"),
        ("{machine: a}", "12:9 safety: key 'operation' is missing"),
        ("a", "12:9 safety: expected keys and values, found 'a'"),
        (
            "{machine: a, operation: a, input: {}}",
            "12:36 unknown key 'input' (hint: did you mean 'inputs'?)"
        ),
        (
            "{machine: a, operation: a, inputs: [a]}",
            "12:44 inputs: expected names of the machine with their fields, found a list "
                + "(hint: inputs: {name: field})"
        ),
        (
            "{machine: a, operation: a, inputs: {v: sped}}",
            "12:48 inputs: 'sped' is no field of 'demand' (hint: did you mean 'speed'?)"
        ),
        (
            "{machine: a, operation: a, inputs: {v: command}}",
            "12:48 inputs: 'command' is no field of 'demand' (hint: fields: speed)"
        ),
        (
            "{machine: a, operation: a, outputs: {c: latch}}",
            "12:49 outputs: 'latch' is no field of 'answer' (hint: did you mean 'latched'?)"
        ),
        (
            "{machine: a, operation: a, state: {c: x}}",
            "12:47 state: 'x' is no field of 'answer' (hint: fields: command, latched)"
        ),
        (
            "{machine: a, operation: a, inputs: {v: previous.command}}",
            "12:48 inputs: 'previous.command' is not known without feedback (hint: feedback: "
                + "true)"
        ),
    ])
    func `what cannot be said of a machine is refused at its place`(
        text: String, problem: String
    ) {
        #expect(found(answer2 + demand2 + "safety: \(text)\n") == [problem])
    }

    @Test func `feedback goes with one demand in flight`() {
        #expect(
            found("inFlight: 2\nfeedback: true\n") == [
                "6:11 feedback: true cannot be with inFlight: 2, a demand would go out before the "
                    + "verdict that stands in front of it (hint: inFlight: 1)"
            ])
        #expect(found("feedback: true\n") == [])
        #expect(found("feedback: 1\n") == ["5:11 feedback: expected true or false, found '1'"])
    }

    @Test func `fields of the state are a question of their own, under the policy of the vote`()
        throws
    {
        let machine = "function: {machine: B.mch, operation: step, state: {v: latched}}\n"
        let ensemble = try parsed(replicas3 + answer2 + demand2 + machine)
        #expect(ensemble.vote.fieldPolicies.map(\.field) == [1])
        #expect(ensemble.vote.fieldPolicies.map(\.policyText) == [ensemble.vote.policyText])
        #expect(ensemble.commonFields == [0])
        let ignored = answer2.replacing("boolean}", with: "boolean, relation: ignored}")
        let silent = try parsed(replicas3 + ignored + demand2 + machine)
        #expect(silent.vote.fieldPolicies == [])
        // A policy of the answer's words says nothing about states.
        let permit = answer2.replacing(
            "vote: {restrictive: APPLY 1}",
            with: "vote: {restrictive: APPLY 1, agree: 2, policy: 'permit,RELEASE=3'}")
        let words = try parsed(replicas3 + permit + demand2 + machine)
        #expect(words.vote.fieldPolicies.map(\.policyText) == ["agree=2,tie=restrictive"])
        // With a policy of its own it keeps that.
        let own = answer2.replacing("boolean}", with: "boolean, policy: unanimity}")
        let kept = try parsed(replicas3 + own + demand2 + machine)
        #expect(kept.vote.fieldPolicies.map(\.policyText) == ["unanimity,confirm=1"])
    }

    @Test func `a machine that is not there is named with the key that names it`() {
        let text = replicas3 + answer2 + demand2 + "safety: {machine: m/Safe.mch, operation: a}\n"
        #expect(throws: EnsembleError.self) {
            _ = try Ensemble.parse(
                Array(text.utf8), file: "f/thrice.yaml", folder: "f", folderPath: "/here/f",
                read: { .absent(cause: "no such file: \($0)", isMissing: true) })
        }
        do throws(EnsembleError) {
            _ = try Ensemble.parse(
                Array(text.utf8), file: "f/thrice.yaml", folder: "f", folderPath: "/here/f",
                read: { .absent(cause: "no such file: \($0)", isMissing: true) })
        } catch {
            #expect(error.kind == .missing)
            #expect(
                error.description == "cannot read 'f/m/Safe.mch': no such file: /here/f/m/Safe.mch "
                    + "(hint: line 12, column 19 of 'f/thrice.yaml' names it)")
        }
    }
}
