import Testing
import Voting

/// Policies under any relation at all, transitive or not: every graph of who said the same as
/// whom. Outcomes are replicas here.
@Suite struct GraphOracleTests {
    struct Subject: Sendable, CustomTestStringConvertible {
        var name: String
        var replicas: Int
        var policy: any Policy
        var isExact = true
        /// The lowest-numbered that may go out, by the plain rule; nil when there is none.
        var rule: (@Sendable (Graph) -> Int?)?

        var testDescription: String { "\(name) of \(replicas)" }
    }

    /// Who answered, and for each of them the same ones, itself included.
    struct Graph: Hashable, Sendable {
        var answered: ReplicaSet
        var same: [ReplicaSet]

        func star(_ needed: Int) -> Int? { answered.first { same[$0].count >= needed } }

        func without(_ replica: Int) -> Graph {
            var graph = self
            graph.answered.remove(replica)
            graph.same[replica] = []
            for other in graph.same.indices { graph.same[other].remove(replica) }
            return graph
        }
    }

    static let subjects: [Subject] = [
        star("agree", 1, 3), star("agree", 2, 3), star("agree", 3, 4), star("agree", 4, 4),
        star("agree", 3, 5),
        Subject(
            name: "agree=2 tied", replicas: 4, policy: RequireAgreement(agree: 2), isExact: false
        ) { graph in
            let centres = graph.answered.filter { graph.same[$0].count >= 2 }
            let isTied = centres.contains { one in
                centres.contains { !graph.same[one].contains($0) }
            }
            return isTied ? nil : centres.first
        },
        Subject(name: "majority", replicas: 4, policy: RequireMajority(replicas: 4)) {
            $0.star(3)
        },
        Subject(name: "dynamicMajority", replicas: 4, policy: RequireDynamicMajority(least: 2)) {
            $0.star(max(2, $0.answered.count / 2 + 1))
        },
        Subject(
            name: "degrading", replicas: 4,
            policy: DegradeByStep(replicas: 4, full: 3, agree: 2) ?? RequireMajority(replicas: 4)
                as any Policy
        ) { $0.answered.count < 2 ? nil : $0.star(max(2, $0.answered.count - 1)) },
        Subject(name: "unanimity", replicas: 4, policy: RequireUnanimity(replicas: 4)) { graph in
            graph.same.allSatisfy { $0.count == 4 } ? 0 : nil
        },
        Subject(name: "pairs", replicas: 4, policy: TrustSelfCheckingPairs()) { graph in
            [0, 2].first { graph.same[$0].contains($0 + 1) }
        },
        Subject(
            name: "formalizedMajority", replicas: 4,
            policy: ElectFormalizedMajority(replicas: 4), isExact: false),
    ]

    static func star(_ name: String, _ agree: Int, _ replicas: Int) -> Subject {
        Subject(
            name: "\(name)=\(agree)", replicas: replicas,
            policy: RequireAgreement(agree: agree, tie: .lowest)
        ) { $0.star(agree) }
    }

    @Test(arguments: subjects)
    func `under any relation a policy decides what and when it should`(_ subject: Subject) {
        #expect(Self.flaw(of: subject, subject.policy) == nil)
    }

    @Test(arguments: subjects.filter { $0.isExact })
    func `under any relation a forgotten ballot is found`(_ subject: Subject) {
        let twin = Twin(base: subject.policy) { round, base in
            guard case .undecided(let open) = base.decide(round) else { return base.decide(round) }
            let rest = open.subtracting(ReplicaSet(open.first ?? 0))
            return rest.isEmpty ? .restrictive(.tie) : .undecided(rest)
        }
        #expect(Self.flaw(of: subject, twin) != nil)
    }

    @Test func `under any relation a lowest number forgotten is found`() {
        let subject = Self.star("agree", 2, 4)
        let twin = Twin(base: subject.policy) { round, base in
            guard round.open.isEmpty else { return base.decide(round) }
            guard let last = round.answered.reversed().first(where: { round.same[$0].count >= 2 })
            else { return .restrictive(.tie) }
            return .agreed(Election(.answer(of: last), supporters: round.same[last]))
        }
        #expect(Self.flaw(of: subject, twin) != nil)
    }

    private static func flaw(of subject: Subject, _ policy: any Policy) -> String? {
        let graphs = graphs(subject.replicas)
        var outcomes: [Graph: Int?] = [:]
        for graph in graphs {
            let decision = policy.decide(round(graph, open: [], subject.replicas))
            guard decision.isDecided else { return "undecided though all closed: \(graph)" }
            let found = elected(decision)
            if let rule = subject.rule, rule(graph) != found {
                return "\(graph): \(found ?? -1) instead of \(rule(graph) ?? -1)"
            }
            outcomes[graph] = .some(found)
        }
        for graph in graphs {
            let absent = ReplicaSet(first: subject.replicas).subtracting(graph.answered)
            for bits in 0..<(UInt64(1) << UInt64(subject.replicas)) {
                let open = ReplicaSet(bits: bits)
                guard open.isSubset(of: absent) else { continue }
                if let flaw = flaw(of: subject, policy, graph, open, outcomes) { return flaw }
            }
        }
        return nil
    }

    private static func flaw(
        of subject: Subject, _ policy: any Policy, _ graph: Graph, _ open: ReplicaSet,
        _ outcomes: [Graph: Int?]
    ) -> String? {
        let rest = ReplicaSet(first: subject.replicas).subtracting(open)
        let completions = outcomes.filter { full, _ in
            full.answered.intersection(rest) == graph.answered
                && graph.answered.allSatisfy {
                    full.same[$0].intersection(rest) == graph.same[$0]
                }
        }
        var mattering = ReplicaSet()
        for replica in open {
            var seen: [Graph: Int?] = [:]
            for (full, outcome) in completions {
                let others = full.without(replica)
                if let before = seen[others], before != outcome { mattering.insert(replica) }
                seen[others] = .some(outcome)
            }
        }
        let decision = policy.decide(round(graph, open: open, subject.replicas))
        if case .undecided(let found) = decision {
            let isRight =
                subject.isExact
                ? found == mattering : mattering.isSubset(of: found) && found.isSubset(of: open)
            return isRight ? nil : "\(graph) \(Array(open)): \(Array(found))"
        }
        if !mattering.isEmpty { return "\(graph) \(Array(open)): \(Array(mattering)) matter" }
        guard let any = completions.first else { return "\(graph): no completion" }
        return elected(decision) == any.value ? nil : "\(graph) \(Array(open)): \(decision)"
    }

    private static func elected(_ decision: Decision) -> Int? {
        guard case .agreed(let election) = decision, case .answer(let replica) = election.value
        else { return nil }
        return replica
    }

    private static func round(_ graph: Graph, open: ReplicaSet, _ replicas: Int) -> Round {
        var round = Round(replicas: replicas)
        round.isTransitive = false
        for replica in 0..<replicas where !open.contains(replica) {
            if graph.answered.contains(replica) {
                round.answer(
                    replica, alike: graph.same[replica].intersection(ReplicaSet(first: replica)))
            } else {
                round.exclude(replica)
            }
        }
        return round
    }

    /// All there are, one replica more after the other.
    private static func graphs(_ replicas: Int) -> [Graph] {
        var graphs = [Graph(answered: [], same: Array(repeating: [], count: replicas))]
        for replica in 0..<replicas {
            for graph in graphs {
                for bits in 0..<(UInt64(1) << UInt64(replica)) {
                    let alike = ReplicaSet(bits: bits)
                    guard alike.isSubset(of: graph.answered) else { continue }
                    var larger = graph
                    larger.answered.insert(replica)
                    larger.same[replica] = alike.union(ReplicaSet(replica))
                    for other in alike { larger.same[other].insert(replica) }
                    graphs.append(larger)
                }
            }
        }
        return graphs
    }
}
