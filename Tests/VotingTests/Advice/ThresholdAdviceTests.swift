import Testing
import Voting

/// A policy of which only the guarantee matters.
private struct Promise: Policy {
    static let name = "promise"
    var text: String { Self.name }
    var summary: String { "" }
    var release: ReleaseGuarantee

    func decide(_ round: borrowing Round) -> Decision { .undecided(round.open) }
}

private func advice(
    _ agree: Int, of replicas: Int, tie: TieRule? = nil, faults: FaultHypothesis? = nil,
    release: ReleaseGuarantee? = nil, hasRestrictive: Bool = true
) -> ThresholdAdvice {
    let policy: any Policy =
        release.map { Promise(release: $0) } ?? RequireAgreement(agree: agree)
    var advice = ThresholdAdvice(
        replicas: replicas, agree: agree, policy: policy,
        restrictive: hasRestrictive ? Array("STOP".utf8) : nil)
    advice.tie = tie
    advice.faults = faults
    return advice
}

extension ThresholdAdvice {
    /// `severity subject: text (hint: …)`, facts left out.
    fileprivate var lines: [String] {
        findings.filter { $0.severity != .fact }.map { "\($0.severity) \($0.subject): \($0)" }
    }
}

@Suite struct ThresholdAdviceTests {
    @Test func `a majority of three is advised against nothing`() {
        #expect(advice(2, of: 3).lines == [])
        #expect(
            advice(2, of: 3).findings.map(\.text) == [
                "permissive 2 of 3 (IEC 61508: 2oo3, rail: 2oo3): no wrong answer goes out while "
                    + "at most 1 replica is wrong, and one goes out while at most 1 is lost or "
                    + "wrong"
            ])
    }

    @Test(arguments: [
        (0, 3, "refused agree: agree: 0 of 3 replicas is no threshold (hint: agree: 2)"),
        (4, 3, "refused agree: agree: 4 of 3 replicas is no threshold (hint: agree: 2)"),
        (1, 0, "refused agree: agree: 1 of 0 replicas is no threshold"),
        (
            2, 4,
            "refused agree: agree: 2 of 4 can elect two different answers at once (hint: agree: 3, "
                + "or tie: restrictive)"
        ),
        (
            1, 1,
            "warning replicas: a single replica masks nothing, and a wrong answer goes out (hint: "
                + "2 replicas find a difference, 3 mask a fault)"
        ),
        (
            2, 2,
            "warning agree: 2 of 2 tolerates no fault: any one lost or differing replica brings "
                + "the restrictive answer, which is safe but not available (hint: 3 replicas with "
                + "agree: 2 mask one fault)"
        ),
        (
            5, 5,
            "warning agree: 5 of 5 tolerates no fault: any one lost or differing replica brings "
                + "the restrictive answer, which is safe but not available (hint: agree: 4 masks "
                + "one fault)"
        ),
    ])
    func `a threshold that is none or gives little is told in words`(
        agree: Int, replicas: Int, line: String
    ) {
        #expect(advice(agree, of: replicas).lines == [line])
    }

    @Test func `two answers at once need a rule for ties`() {
        #expect(advice(2, of: 4, tie: .restrictive).lines == [])
        #expect(
            advice(2, of: 4, tie: .lowest).lines == [
                "warning tie: agree: 2 of 4 can elect two different answers at once; then the one "
                    + "with more supporters goes out, or else that of the replica that is listed "
                    + "first (hint: tie: restrictive)"
            ])
        #expect(advice(3, of: 4, tie: .lowest).lines == [])
    }

    @Test func `one replica's word never goes out alone`() {
        let line = "agree: 1 of 3 lets any single replica's word out (hint: agree: 2)"
        #expect(advice(1, of: 3, tie: .restrictive).lines == ["refused agree: \(line)"])
        let free = advice(1, of: 3, tie: .restrictive, hasRestrictive: false)
        #expect(free.lines == ["warning agree: \(line)"])
    }

    @Test func `a policy that guarantees too little is refused with its reason`() {
        #expect(
            advice(2, of: 3, release: .none("one answer can move it")).lines == [
                "refused policy: policy: 'promise' is not safe beside a restrictive answer: one "
                    + "answer can move it (hint: policy: agree)"
            ])
        let free = advice(2, of: 3, release: .none("x"), hasRestrictive: false)
        #expect(free.lines == [])
        #expect(free.findings.count == 1)
        #expect(
            advice(4, of: 5, release: .atLeast(3)).lines == [
                "refused policy: policy: 'promise' lets an answer out that 3 of 5 replicas gave, "
                    + "agree: 4 asks for more (hint: agree: 3, or policy: agree)"
            ])
        #expect(
            advice(2, of: 3, release: .atLeast(4)).lines == [
                "refused policy: policy: 'promise' can never agree: it asks for 4 of 3 replicas"
            ])
        #expect(advice(2, of: 4, tie: .lowest, release: .atLeast(3)).isAllowed)
    }

    @Test func `a policy that asks for more than the threshold is called by what it asks`() {
        let unanimous = advice(2, of: 3, release: .atLeast(3))
        #expect(unanimous.name?.description == "permissive 3 of 3 (IEC 61508: 1oo3, rail: 3oo3)")
        #expect(unanimous.lines.first?.contains("3 of 3 tolerates no fault") == true)
        #expect(
            unanimous.findings.first?.hint == "agree: 2 and policy: agree masks one fault")
        let crash = advice(
            2, of: 3, faults: FaultHypothesis(crash: 1), release: .atLeast(3))
        #expect(crash.findings.first?.hint == "agree: 2 and policy: agree")
        #expect(advice(4, of: 3).name == nil)
        #expect(advice(2, of: 3, release: .atLeast(4)).name == nil)
    }

    @Test func `a tolerance is told to be none that classes can be built on`() {
        var advice = advice(2, of: 3)
        advice.isTransitive = false
        #expect(advice.findings.contains { $0.severity == .fact && $0.subject == .relation })
        #expect(advice.lines == [])
    }

    @Test(arguments: [
        (
            2, 3, FaultHypothesis(crash: 1, symmetric: 2),
            "refused faults: faults: {crash: 1, symmetric: 2}: 3 replicas are too few, 2·0 + 2·2 "
                + "+ 1 = 5 < n is needed (6 replicas); a wrong answer can go out (hint: 6 "
                + "replicas with agree: 3 and tie: restrictive, or 7 replicas with agree: 4, or "
                + "agree: 3 for safety alone)"
        ),
        (
            2, 2, FaultHypothesis(symmetric: 1),
            "warning faults: faults: {symmetric: 1}: 2 replicas are too few, 2·0 + 2·1 + 0 = 2 < "
                + "n is needed (3 replicas); no wrong answer goes out, but the restrictive one may "
                + "(hint: 3 replicas with agree: 2)"
        ),
        (
            3, 3, FaultHypothesis(crash: 1),
            "warning agree: faults: {crash: 1}: the declared faults silence it, 3 - 1 = 2 correct "
                + "replicas are fewer than 3: no wrong answer goes out, but the restrictive one "
                + "may (hint: agree: 2)"
        ),
        (
            3, 7, FaultHypothesis(symmetric: 2, asymmetric: 1),
            "refused agree: faults: {symmetric: 2, asymmetric: 1}: 3 of 7 lets a wrong answer "
                + "out, 1 + 2 wrong replicas can agree on it, and 4 are needed (hint: agree: 4)"
        ),
    ])
    func `declared faults are checked with their numbers`(
        agree: Int, replicas: Int, faults: FaultHypothesis, line: String
    ) {
        #expect(advice(agree, of: replicas, tie: .restrictive, faults: faults).lines == [line])
    }

    @Test func `an asymmetric fault counts as a symmetric one and is told to`() {
        let findings = advice(2, of: 3, faults: FaultHypothesis(asymmetric: 1)).findings
        #expect(findings.allSatisfy { $0.severity == .fact })
        #expect(findings.contains { $0.subject == .faults })
    }

    @Test func `what is allowed under declared faults is never wrong`() {
        for (replicas, agree, faults) in Self.configurations {
            for tie in [nil] + TieRule.allCases {
                let advice = advice(agree, of: replicas, tie: tie, faults: faults)
                if advice.isAllowed { #expect(faults.isNeverWrong(agree: agree)) }
                let warned = advice.findings.contains {
                    $0.severity == .warning && ($0.subject == .faults || $0.subject == .agree)
                }
                if advice.isAllowed, faults.total > 0, !warned {
                    #expect(faults.isNeverSilent(agree: agree, replicas: replicas))
                }
            }
        }
    }

    @Test func `every remedy for declared faults mends what it is for`() throws {
        var followed = 0
        for (replicas, agree, faults) in Self.configurations {
            let advice = advice(agree, of: replicas, tie: .restrictive, faults: faults)
            let findings = advice.findings.filter { $0.text.hasPrefix("faults: ") }
            for hint in findings.compactMap(\.hint) {
                for choice in hint.components(separatedBy: ", or ") {
                    let count = try choice.number(before: " replica") ?? replicas
                    let threshold = try #require(try choice.number(after: "agree: "))
                    let tie: TieRule? = choice.contains("tie: restrictive") ? .restrictive : nil
                    let mended = Self.advised(threshold, count, tie, faults)
                    #expect(mended.isAllowed, "\(choice): \(mended.lines)")
                    #expect(faults.isNeverWrong(agree: threshold))
                    if choice.hasSuffix("for safety alone") { continue }
                    #expect(faults.isNeverSilent(agree: threshold, replicas: count), "\(choice)")
                    followed += 1
                }
            }
        }
        #expect(followed > 1000)
    }

    private static func advised(
        _ agree: Int, _ replicas: Int, _ tie: TieRule?, _ faults: FaultHypothesis
    ) -> ThresholdAdvice { advice(agree, of: replicas, tie: tie, faults: faults) }

    private static let configurations: [(Int, Int, FaultHypothesis)] = (1...7).flatMap { n in
        (1...n).flatMap { agree in
            (0...3).flatMap { crash in
                (0...3).flatMap { symmetric in
                    (0...1).map { asymmetric in
                        let faults = FaultHypothesis(
                            crash: crash, symmetric: symmetric, asymmetric: asymmetric)
                        return (n, agree, faults)
                    }
                }
            }
        }
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [String] {
        split(separator: separator).map(String.init)
    }

    fileprivate func number(before word: String) throws -> Int? {
        guard let range = firstRange(of: word) else { return nil }
        return Int(self[..<range.lowerBound].split(separator: " ").last ?? "")
    }

    fileprivate func number(after word: String) throws -> Int? {
        guard let range = firstRange(of: word) else { return nil }
        return Int(self[range.upperBound...].prefix { $0.isNumber })
    }
}
