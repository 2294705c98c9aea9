import Voting

/// What the specification says of recorded demands and answers, where there is one.
extension RecordedVote {
    /// A demand, and what was said of it and of the answers to it.
    struct Judgement {
        var demand: RecordedLine
        /// Why it is given to nobody; nil when it is.
        var outsideReason: String?
        /// One a replica; what is no answer is accepted here.
        var said: [Acceptance]
        /// One a replica, where it was not accepted and is to be told.
        var reasons: [String?]
        var allowsOneAnswer: Bool?
    }

    /// Reads the next demand and judges the present lines, in the order of the replicas.
    ///
    /// - Parameter isTold: whether reasons are wanted, which cost evaluations.
    /// - Returns: nil when the file of demands has ended.
    mutating func judgeLines(
        _ acceptance: any AcceptanceTest, isTold: Bool
    ) throws(RecordingError) -> Judgement? {
        guard let line = try demands?.next(), line.kind != .missing else { return nil }
        var judgement = Judgement(
            demand: line, said: Array(repeating: .accepted, count: rule.replicas),
            reasons: Array(repeating: nil, count: rule.replicas))
        if line.kind == .overlong {
            judgement.outsideReason = "the demand is too long to be read"
        } else {
            judge(acceptance, isTold: isTold, into: &judgement)
        }
        return judgement
    }

    private mutating func judge(
        _ acceptance: any AcceptanceTest, isTold: Bool, into judgement: inout Judgement
    ) {
        let bytes = judgement.demand.bytes
        let previous = released
        previous.withUnsafeBytes { previous in
            let demand = AskedDemand(
                number: tally.demands + 1, bytes: bytes, previous: previous)
            guard acceptance.admits(demand) else {
                judgement.outsideReason = isTold ? acceptance.reason() : ""
                return
            }
            var unique = Uniqueness()
            for replica in lines.indices {
                guard lines[replica].kind == .answer else {
                    cannotJudge(replica, acceptance)
                    continue
                }
                guard !isVoid[replica] else {
                    judgement.said[replica] = .rejected
                    judgement.reasons[replica] = Self.voidReason
                    continue
                }
                let said = acceptance.judge(replica, demand, answer: lines[replica].bytes)
                judgement.said[replica] = said
                guard isTold else { continue }
                if said != .accepted { judgement.reasons[replica] = acceptance.reason() }
                unique.note(
                    acceptance.isDeterministic(), replica, isAccepted: said == .accepted)
            }
            if isTold { judgement.allowsOneAnswer = allowsOne(unique, acceptance) }
        }
    }

    /// What is known of each replica by itself.
    private struct Uniqueness {
        var isAnyOpen = false
        var isAnyUnknown = false
        var isAnyJudged = false
        /// Who was accepted.
        var accepted: [Int] = []

        mutating func note(_ isDeterministic: Bool?, _ replica: Int, isAccepted: Bool) {
            isAnyJudged = true
            isAnyOpen = isAnyOpen || isDeterministic == false
            isAnyUnknown = isAnyUnknown || isDeterministic == nil
            if isAccepted { accepted.append(replica) }
        }
    }

    /// Whether one answer only is allowed, whoever gives it. With state each replica may be
    /// allowed another one.
    private func allowsOne(_ unique: Uniqueness, _ acceptance: any AcceptanceTest) -> Bool? {
        if unique.isAnyOpen { return false }
        if unique.isAnyUnknown || !unique.isAnyJudged { return nil }
        guard acceptance.hasState else { return true }
        let answers = unique.accepted.map { lines[$0].bytes }
        let isSame = answers.dropFirst().allSatisfy { $0.elementsEqual(answers[0]) }
        return isSame && !answers.isEmpty ? true : nil
    }

    /// With state, who said something that cannot be judged is in a state that nobody knows.
    mutating func cannotJudge(_ replica: Int, _ acceptance: any AcceptanceTest) {
        if acceptance.hasState { isVoid[replica] = true }
    }

    private static let voidReason =
        "an answer before this one could not be read, so its state is not known"

    /// Nobody was to be asked: restrictive, and no ballot counts.
    mutating func concludeOutside() throws(RecordingError) {
        tally.demands += 1
        tally.outside += 1
        for replica in recordings.indices { box.exclude(replica) }
        _ = latch.pass(isAgreed: false)
        if hasMemory { rule.settle(box) }
        try restrict()
    }

    /// Casts an answer that was judged.
    mutating func cast(_ replica: Int, _ said: Acceptance) {
        let line = lines[replica]
        guard said != .accepted, line.kind == .answer else { return cast(replica) }
        // One that the schema cannot read either is malformed, as without a specification.
        let malformation =
            rule.comparesBytes ? nil : rule.schema.read(line.bytes, into: &scratch)
        box.exclude(replica)
        if let malformation {
            complain(replica, .unreadable(malformation))
        } else {
            tally.replicas[replica].rejected += 1
            tally.replicas[replica].undecided += said == .undecided ? 1 : 0
        }
    }

    /// Whether a line that was not accepted is one that the schema can read.
    mutating func isRejection(_ replica: Int, _ said: Acceptance) -> Bool {
        guard said != .accepted else { return false }
        return rule.comparesBytes || rule.schema.read(lines[replica].bytes, into: &scratch) == nil
    }
}
