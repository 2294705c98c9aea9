import Glibc

/// The ballots of one demand, cast one by one.
///
/// Kept and used again: with answers compared as bytes nothing is allocated after `init`; answers
/// that are read keep the room that they once needed, up to `ReadAnswer.keptBytesMax`.
package struct BallotBox: Sendable {
    /// One a question of the rule.
    package private(set) var rounds: [Round]
    /// One a replica; empty where answers are compared as bytes.
    package private(set) var answers: [ReadAnswer]

    package init(rule: borrowing VotingRule) {
        let replicas = rule.replicas
        rounds = rule.questions.map {
            var round = Round(
                replicas: replicas, hasDistances: $0.policy.needs.contains(.distances))
            round.isTransitive = $0.isTransitive
            return round
        }
        answers =
            rule.comparesBytes
            ? [] : Array(repeating: ReadAnswer(schema: rule.schema), count: replicas)
    }

    package var open: ReplicaSet { rounds[0].open }
    package var answered: ReplicaSet { rounds[0].answered }

    /// How many at most gave the same as one of them, in every question.
    package var largestClass: Int {
        var largest = 0
        for replica in answered {
            var alike = answered
            for round in rounds { alike = alike.intersection(round.same[replica]) }
            largest = max(largest, alike.count)
        }
        return largest
    }

    /// Opens all ballots for the next demand.
    package mutating func reset() {
        rounds.withUnsafeMutableBufferPointer { rounds in
            for index in rounds.indices { rounds[index].reset() }
        }
    }

    /// Nobody asks for this demand's answers any more: gives the room of long ones back.
    package mutating func trim() {
        for replica in answers.indices { answers[replica].trim() }
    }

    /// Closes an open ballot without an answer, or takes an answer out again (acceptance).
    package mutating func exclude(_ replica: Int) {
        for index in rounds.indices { rounds[index].exclude(replica) }
    }

    /// Opens a ballot again that was closed without an answer.
    package mutating func reopen(_ replica: Int) {
        for index in rounds.indices { rounds[index].reopen(replica) }
    }

    /// Closes an open ballot with an answer; one that cannot be read is excluded.
    ///
    /// - Parameter others: the bytes of the replicas that have answered; asked only where answers
    ///   are compared as bytes.
    /// - Returns: what is wrong with the answer, or nil.
    package mutating func cast(
        _ replica: Int, _ bytes: UnsafeRawBufferPointer, rule: borrowing VotingRule,
        others: (Int) -> UnsafeRawBufferPointer
    ) -> Malformation? {
        if rule.comparesBytes {
            castBytes(replica, bytes, rule, others)
            return nil
        }
        if let malformation = rule.schema.read(bytes, into: &answers[replica]) {
            exclude(replica)
            return malformation
        }
        for index in rounds.indices { castRead(replica, index, rule) }
        return nil
    }

    /// Casts the same answer for every replica: as `cast` for each, and read only once.
    package mutating func castAll(
        _ bytes: UnsafeRawBufferPointer, rule: borrowing VotingRule
    ) -> Malformation? {
        if let malformation = cast(0, bytes, rule: rule, others: { _ in bytes }) {
            for replica in 1..<max(1, rule.replicas) { exclude(replica) }
            return malformation
        }
        for index in rounds.indices {
            let number = rounds[index].numbers[0]
            for replica in 1..<max(1, rule.replicas) {
                rounds[index].answer(replica, alike: rounds[index].answered, number: number)
            }
            guard rule.questions[index].needsDistances else { continue }
            // By definition what is the same lies nowhere apart.
            for replica in 1..<max(1, rule.replicas) {
                for other in 0..<replica { rounds[index].setDistance(replica, other, 0) }
            }
        }
        return nil
    }

    /// Closes an open ballot with the answer that was read last for this replica, where answers
    /// are read.
    package mutating func castAgain(_ replica: Int, rule: borrowing VotingRule) {
        precondition(!rule.comparesBytes, "answers are compared as they came")
        for index in rounds.indices { castRead(replica, index, rule) }
    }

    private mutating func castBytes(
        _ replica: Int, _ bytes: UnsafeRawBufferPointer, _ rule: borrowing VotingRule,
        _ others: (Int) -> UnsafeRawBufferPointer
    ) {
        let label = rule.hasLabels ? Self.label(of: bytes, rule) : .nan
        // One check for uniqueness, not one at every turn.
        rounds.withUnsafeMutableBufferPointer { rounds in
            var rest = rounds[0].answered
            var alike = ReplicaSet()
            while let other = rest.first {
                let members = rounds[0].same[other]
                if Self.same(bytes, others(other)) {
                    alike = members
                    break
                }
                rest = rest.subtracting(members)
            }
            rounds[0].answer(replica, alike: alike, number: label)
        }
    }

    private static func label(
        of bytes: UnsafeRawBufferPointer, _ rule: borrowing VotingRule
    ) -> Double {
        let index = rule.questions[0].labels.firstIndex { known in
            known.map { $0.forms.withUnsafeBytes { same($0, bytes) } } ?? false
        }
        return index.map(Double.init) ?? .nan
    }

    private mutating func castRead(
        _ replica: Int, _ index: Int, _ rule: borrowing VotingRule
    ) {
        // Out of arrays, answers and questions would be copied first, and their parts retained.
        answers.withUnsafeBufferPointer { answers in
            rule.questions.withUnsafeBufferPointer { questions in
                rounds.withUnsafeMutableBufferPointer { rounds in
                    Self.cast(
                        replica, answers, rule.schema, questions[index], into: &rounds[index])
                }
            }
        }
    }

    private static func cast(
        _ replica: Int, _ answers: UnsafeBufferPointer<ReadAnswer>,
        _ schema: borrowing AnswerSchema, _ question: borrowing VotingRule.Question,
        into round: inout Round
    ) {
        let before = round.answered
        var rest = before
        var alike = ReplicaSet()
        while let other = rest.first {
            if schema.same(answers[replica], answers[other], in: question.fields) {
                if question.isTransitive {
                    alike = round.same[other]
                    break
                }
                alike.insert(other)
            }
            rest = rest.subtracting(
                question.isTransitive ? round.same[other] : ReplicaSet(other))
        }
        let number =
            question.labels.isEmpty
            ? question.subject.map { answers[replica].values[$0].number } ?? .nan
            : question.label(of: answers[replica])
        round.answer(replica, alike: alike, number: number)
        guard question.needsDistances else { return }
        for other in before {
            let distance = schema.distance(
                answers[replica], answers[other], in: question.fields)
            round.setDistance(replica, other, distance)
        }
    }

    @inline(__always)
    static func same(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
        one.count == other.count
            && (one.isEmpty || memcmp(one.baseAddress!, other.baseAddress!, one.count) == 0)
    }
}
