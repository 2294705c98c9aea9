import Ensembles
import Testing
import Voting

struct EnsembleVoteTests {
    @Test func `an ensemble that says nothing of its vote compares bytes`() throws {
        let ensemble = try parsed(replicas3)
        let vote = ensemble.vote
        #expect(vote.agree == 2 && ensemble.threshold.agree == 2)
        #expect(vote.schema == .bytes && vote.fieldPolicies.isEmpty)
        #expect(vote.policyText == RequireAgreement(agree: 2).text)
        #expect(vote.tie == nil && vote.latch == .none && vote.dissentLimit == nil)
        #expect(vote.faults == nil)
        #expect(ensemble.commonFields == [0])
        #expect(ensemble.findings.allSatisfy { $0.severity == .fact })
    }

    @Test func `every key of the vote is read`() throws {
        let ensemble = try parsed(
            """
            variants: {count: 4}
            vote:
              policy: agree
              agree: 2
              relation: text
              tie: lowest
              latch: 3
              dissentLimit: 5
            faults: {crash: 1, asymmetric: 1}
            """)
        let vote = ensemble.vote
        #expect(vote.policyText == RequireAgreement(agree: 2, tie: .lowest).text)
        #expect(vote.schema.format == .whole)
        #expect(vote.schema.fields.map(\.relation) == [.text])
        #expect(vote.tie == .lowest && vote.latch == .agreed(inARow: 3))
        #expect(vote.dissentLimit == 5)
        #expect(vote.faults == FaultHypothesis(crash: 1, asymmetric: 1))
        let warnings = ensemble.findings.filter { $0.severity == .warning }
        #expect(warnings.map(\.subject) == [.tie])
    }

    @Test(arguments: [
        ("none", LatchRule.none), ("1", .agreed(inARow: 1)), ("forever", .forever),
        ("1000000", .agreed(inARow: 1_000_000)),
    ])
    func `a latch is a number or a word`(text: String, latch: LatchRule) throws {
        #expect(try parsed(replicas3 + "vote: {latch: \(text)}").vote.latch == latch)
        #expect("\(latch)" == text)
    }

    @Test func `a threshold is named by what the policy asks for`() throws {
        let ensemble = try parsed(replicas3 + "vote: {policy: unanimity}")
        #expect(ensemble.vote.agree == 2)
        #expect(ensemble.thresholdName == "permissive 3 of 3 (IEC 61508: 1oo3, rail: 3oo3)")
        #expect(
            ensemble.findings.first?.description
                == "3 of 3 tolerates no fault: any one lost or differing replica brings the "
                + "restrictive answer, which is safe but not available (hint: agree: 2 and "
                + "policy: agree masks one fault)")
    }

    @Test func `a permitted restrictive answer does not lower the threshold`() throws {
        let text = "vote: {policy: 'permit,STOP=1,GO=2', restrictive: "
        #expect(try parsed(replicas3 + text + "STOP}").threshold.agree == 2)
        #expect(throws: EnsembleError.self) { try parsed(replicas3 + text + "HALT}") }
    }

    @Test func `confirmed unanimity is the one policy with a memory`() throws {
        let ensemble = try parsed(replicas3 + "vote: {policy: 'unanimity,confirm=3'}")
        #expect(ensemble.vote.policyText == "unanimity,confirm=3")
    }

    @Test func `ordered answers need a number to be ordered by`() throws {
        let vote = "vote: {policy: 'allow,more=lower', relation: number, restrictive: 0}"
        let ensemble = try parsed(replicas3 + vote)
        #expect(ensemble.vote.policyText == "allow=2,more=lower")
        #expect(ensemble.vote.schema.fields.map(\.type) == [.real])
    }

    @Test func `permitted answers are of one field, and can be given`() throws {
        func refusal(_ answer: String, _ policy: String) -> String {
            let error = #expect(throws: EnsembleError.self) {
                try parsed(
                    replicas3 + "answer: {format: \(answer)}\n"
                        + "vote: {restrictive: '0 0', policy: '\(policy)'}")
            }
            return error?.description ?? ""
        }
        let a = "{name: a, type: integer}"
        let two = refusal("separated, fields: [\(a), {name: b, type: integer}]", "permit,1=2")
        #expect(two.contains("policy: 'permit' decides over one field, and here are 2"))
        let own = "{name: a, type: integer, policy: 'permit,go=2'}"
        let none = refusal("separated, fields: [{name: b, type: text}, \(own)]", "agree")
        #expect(
            none.contains("policy: 'go' is no answer: field 'a': expected an integer"), "\(none)")
        let beside = "separated, fields: [\(a), {name: b, type: text, relation: ignored}]"
        let vote = "\nvote: {restrictive: '0 0', policy: 'permit,1=2'}"
        #expect(throws: Never.self) { try parsed(replicas3 + "answer: {format: \(beside)}" + vote) }
    }

    @Test func `every policy of the file is read again from its text`() throws {
        let ensemble = try parsed(
            replicas3 + """
                answer: {format: separated, fields: [{name: a, type: text},
                  {name: b, type: integer, policy: 'allow,more=higher'}]}
                vote: {restrictive: x 1, tie: lowest}
                """)
        for text in [ensemble.vote.policyText] + ensemble.vote.fieldPolicies.map(\.policyText) {
            let policy = try PolicyText.parse(text, replicas: 3, agree: ensemble.vote.agree)
            #expect(policy.text == text)
        }
        #expect(ensemble.vote.fieldPolicies.map(\.field) == [1])
        #expect(ensemble.commonFields == [0])
    }

    @Test func `flags of the vote go before the file`() throws {
        var flags = EnsembleFlags()
        flags.policy = "unanimity"
        flags.relation = "json"
        flags.tie = "restrictive"
        flags.latch = "forever"
        flags.dissentLimit = "none"
        flags.faults = "symmetric=1"
        flags.restrictive = "{}"
        let text = "vote: {policy: 'permit,A=2', latch: 2, dissentLimit: 7, relation: text}\n"
        let error = #expect(throws: EnsembleError.self) {
            try parsed(replicas3 + text + "faults: {crash: 1}", flags: flags)
        }
        #expect(error?.description == "cannot use '--tie': tie: policy 'unanimity' has no ties")
        flags.tie = nil
        let vote = try parsed(replicas3 + text + "faults: {crash: 1}", flags: flags).vote
        #expect(vote.policyText == "unanimity,confirm=1")
        #expect(vote.schema.fields.map(\.relation) == [.json])
        #expect(vote.latch == .forever && vote.dissentLimit == nil)
        #expect(vote.faults == FaultHypothesis(symmetric: 1))
    }

    @Test(arguments: [
        ("crash=1,crash=2", "crash=1,crash=2"), ("crash", "crash"), ("", ""),
        ("crash=65", "crash=65"), ("crash=1,", "crash=1,"), ("byzantine=1", "byzantine=1"),
    ])
    func `faults of a command line are names with numbers`(text: String, found: String) {
        var flags = EnsembleFlags()
        flags.faults = text
        let error = #expect(throws: EnsembleError.self) { try parsed(replicas3, flags: flags) }
        #expect(
            error?.description == "cannot use '--faults': expected faults as crash=1,symmetric=1,"
                + "asymmetric=0, each 0 to 64, found '\(found)'")
    }

    @Test func `a wrong flag of the vote says what would be right`() {
        var flags = EnsembleFlags()
        flags.tie = "x"
        flags.latch = "0"
        flags.dissentLimit = "0"
        let error = #expect(throws: EnsembleError.self) { try parsed(replicas3, flags: flags) }
        let number = "expected a whole number from 1 to 1000000"
        #expect(
            error?.description == """
                cannot use the command line: 3 errors
                  '--tie': expected one of restrictive, lowest, found 'x'
                  '--latch': \(number), 'forever' or 'none', found '0'
                  '--dissent-limit': \(number) or 'none', found '0'
                """)
    }

    @Test func `the answer of a command line goes before that of the file`() throws {
        var flags = EnsembleFlags()
        flags.answer = "LAUNCH boolean; speed real unit=km/h relation=absolute 0.5"
        flags.restrictive = "0 0"
        let text = "answer: {format: whole, fields: [{name: a, type: text, policy: unanimity}]}"
        let vote = try parsed(replicas3 + text, flags: flags).vote
        #expect(vote.schema.fields.map(\.name) == ["LAUNCH", "speed"])
        #expect(vote.fieldPolicies.isEmpty)
        #expect(try parsed(replicas3 + "vote: {relation: text}", flags: flags).vote == vote)
        flags.restrictive = nil
        let unread = #expect(throws: EnsembleError.self) {
            try Ensemble.adHoc(replicas: ["a", "b"], flags: flags)
        }
        #expect(unread?.hint == "set --restrictive to an answer as the replicas give it")
        flags.restrictive = "0 0"
        flags.relation = "text"
        let both = #expect(throws: EnsembleError.self) { try parsed(replicas3, flags: flags) }
        #expect(
            both?.description == "cannot use '--relation': relation: the fields of 'answer' have "
                + "their own")
        flags.relation = "absolute -1"
        flags.answer = "LAUNCH bool"
        let wrong = #expect(throws: EnsembleError.self) { try parsed(replicas3, flags: flags) }
        #expect(
            wrong?.description == """
                cannot use the command line: 2 errors
                  '--relation': expected a tolerance of at least 0 at byte 9
                  '--answer': expected a type: integer, real, text, bits WIDTH, boolean, json, \
                enum=A|B at byte 7
                """)
    }
}
