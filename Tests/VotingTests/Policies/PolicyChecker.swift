import Voting

/// Holds a policy against its plain rule, its axioms, and the definition of early decision, over
/// all rounds there are.
///
/// Early decision is checked by force: the outcomes of all closed rounds are in a table, and an
/// open ballot matters when two entries differ that differ in it alone.
struct PolicyChecker {
    let subject: PolicyCase
    let policy: any Policy
    /// Outcomes of all closed rounds; a digit a replica, `coming` in order, then none.
    private var outcomes: [Double?] = []
    private let base: Int

    /// The first flaw, or nil. - Parameter policy: instead of the case's own.
    static func flaw(of subject: PolicyCase, policy: (any Policy)? = nil) -> String? {
        var checker = PolicyChecker(subject, policy ?? subject.policy)
        return checker.flawOfClosed() ?? checker.flawOfAxioms() ?? checker.flawOfOpen()
    }

    private init(_ subject: PolicyCase, _ policy: any Policy) {
        self.subject = subject
        self.policy = policy
        base = subject.coming.count + 1
    }

    private func power(_ exponent: Int) -> Int {
        (0..<exponent).reduce(1) { power, _ in power * base }
    }

    private func ballots(_ index: Int) -> Ballots {
        var rest = index
        return (0..<subject.replicas).map { _ in
            let digit = rest % base
            rest /= base
            return digit < subject.coming.count ? subject.coming[digit] : nil
        }
    }

    private func closed(_ ballots: Ballots) -> Round {
        var round = Round(replicas: subject.replicas, hasDistances: subject.hasDistances)
        for replica in ballots.indices {
            round.close(
                replica, ballots, tolerance: subject.tolerance,
                number: subject.number)
        }
        return round
    }

    // MARK: closed rounds

    private mutating func flawOfClosed() -> String? {
        for index in 0..<power(subject.replicas) {
            let ballots = ballots(index)
            let round = closed(ballots)
            let decision = policy.decide(round)
            let expected = subject.rule(ballots)
            let found = decision.outcome(ballots)
            outcomes.append(found)
            if case .undecided = decision { return "undecided though all closed: \(ballots)" }
            if !isSame(found, expected) {
                return "\(ballots): \(text(found)) instead of \(text(expected))"
            }
            if let flaw = flaw(of: decision, found, ballots, round) { return flaw }
        }
        return nil
    }

    private func flaw(
        of decision: Decision, _ found: Double?, _ ballots: Ballots, _ round: Round
    ) -> String? {
        guard case .agreed(let election) = decision else { return nil }
        let supporters = policy.supporters(of: election, in: round)
        if supporters != election.supporters {
            return "\(ballots): supporters \(Array(election.supporters)) and \(Array(supporters))"
        }
        if !supporters.isSubset(of: round.answered) { return "\(ballots): absent supporter" }
        if case .atLeast(let least) = policy.release, supporters.count < least {
            return "\(ballots): \(supporters.count) supporters of \(least)"
        }
        guard subject.axioms.contains(.countsOnlySupporters) else { return nil }
        for replica in supporters where ballots[replica] != found {
            return "\(ballots): \(replica) does not support \(text(found))"
        }
        return nil
    }

    // MARK: axioms

    private func flawOfAxioms() -> String? {
        for index in outcomes.indices {
            if let flaw = flawOfAxioms(ballots(index), index) { return flaw }
        }
        return nil
    }

    private func flawOfAxioms(_ ballots: Ballots, _ index: Int) -> String? {
        let axioms = subject.axioms
        let found = outcomes[index]
        let given = ballots.compactMap { $0 }
        if let found {
            if axioms.contains(.selects), !given.contains(found) {
                return "\(ballots): nobody gave \(found)"
            }
            if axioms.contains(.staysInRange),
                given.isEmpty || given.min()! > found
                    || given.max()! < found
            {
                return "\(ballots): \(found) is out of range"
            }
        }
        for replica in 0..<subject.replicas {
            let digit = index / power(replica) % base
            let without = outcomes[index + (base - 1 - digit) * power(replica)]
            if axioms.contains(.isRestrictiveOnDoubt), found == nil, without != nil {
                return "\(ballots): \(text(without)) goes out without \(replica)"
            }
            if axioms.contains(.neverSwitches), let found, let without, found != without {
                return "\(ballots): \(found), without \(replica) \(without)"
            }
            if axioms.contains(.isMonotonic), let found,
                let wanted = subject.coming.firstIndex(of: found)
            {
                let turned = outcomes[index + (wanted - digit) * power(replica)]
                if turned != found {
                    return "\(ballots): \(found), with \(replica) for it \(text(turned))"
                }
            }
            if axioms.contains(.isSymmetric), replica + 1 < subject.replicas {
                let next = index / power(replica + 1) % base
                let swapped =
                    index + (next - digit) * power(replica) + (digit - next) * power(replica + 1)
                if outcomes[swapped] != found {
                    return "\(ballots): \(text(found)), exchanged \(text(outcomes[swapped]))"
                }
            }
        }
        return nil
    }

    // MARK: open rounds

    private func flawOfOpen() -> String? {
        // Three words are out; a policy must not tell them apart, and a round cannot.
        let words = subject.stated.count + 2
        let states = (0..<subject.replicas).reduce(1) { count, _ in count * words }
        for state in 0..<states {
            if let flaw = flawOfOpen(state, words: words) { return flaw }
        }
        return nil
    }

    private func flawOfOpen(_ state: Int, words: Int) -> String? {
        var round = Round(replicas: subject.replicas, hasDistances: subject.hasDistances)
        var ballots = Ballots(repeating: nil, count: subject.replicas)
        var open: [Int] = []
        var index = 0
        var rest = state
        for replica in 0..<subject.replicas {
            let word = rest % words
            rest /= words
            if word == words - 1 {
                open.append(replica)
                continue
            }
            if word < subject.stated.count {
                ballots[replica] = subject.stated[word]
                let digit = subject.coming.firstIndex(of: subject.stated[word]) ?? 0
                index += digit * power(replica)
            } else {
                index += (base - 1) * power(replica)
            }
            round.close(
                replica, ballots, tolerance: subject.tolerance,
                number: subject.number)
        }
        let mattering = mattering(open, index)
        let decision = policy.decide(round)
        let place = "\(words: ballots, open)"
        switch decision {
        case .undecided(let found):
            if !found.isSubset(of: ReplicaSet(open)) { return "\(place): \(found) is not open" }
            if found.isEmpty { return "\(place): undecided on nobody" }
            if subject.isExact ? found != mattering : !mattering.isSubset(of: found) {
                return "\(place): \(Array(found)) instead of \(Array(mattering))"
            }
        case .agreed, .restrictive:
            let found = decision.outcome(ballots)
            if !mattering.isEmpty {
                return "\(place): \(text(found)) though \(Array(mattering)) matter"
            }
            if !isSame(found, outcomes[index]) {
                return "\(place): \(text(found)) instead of \(text(outcomes[index]))"
            }
            return flaw(of: decision, place)
        }
        return nil
    }

    private func flaw(of decision: Decision, _ place: String) -> String? {
        guard case .agreed(let election) = decision, case .atLeast(let least) = policy.release
        else { return nil }
        return election.supporters.count < least
            ? "\(place): \(election.supporters.count) supporters of \(least)" : nil
    }

    /// Those of the open ballots that can change the outcome, by the definition.
    private func mattering(_ open: [Int], _ index: Int) -> ReplicaSet {
        var mattering = ReplicaSet()
        for completion in 0..<power(open.count) {
            var full = index
            var rest = completion
            for replica in open {
                full += rest % base * power(replica)
                rest /= base
            }
            rest = completion
            for replica in open {
                let digit = rest % base
                rest /= base
                if digit > 0, outcomes[full] != outcomes[full - digit * power(replica)] {
                    mattering.insert(replica)
                }
            }
            if mattering.count == open.count { break }
        }
        return mattering
    }

    private func isSame(_ one: Double?, _ other: Double?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return one == other || abs(one - other) <= 1e-9 * max(abs(one), abs(other))
    }

    private func text(_ outcome: Double?) -> String { outcome.map { "\($0)" } ?? "restrictive" }
}

extension ReplicaSet {
    fileprivate init(_ replicas: [Int]) {
        self.init()
        for replica in replicas { insert(replica) }
    }
}

extension String.StringInterpolation {
    fileprivate mutating func appendInterpolation(words ballots: Ballots, _ open: [Int]) {
        let words = ballots.indices.map { replica in
            open.contains(replica) ? "open" : ballots[replica].map { "\($0)" } ?? "out"
        }
        appendLiteral(words.joined(separator: " "))
    }
}
