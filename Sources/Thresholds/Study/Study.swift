/// What is asked about recorded answers.
package struct Study: Sendable {
    /// By version; as many as `votes` has.
    package var names: [String]
    /// What is compared for equality; in a permissive vote without compared fields, the field that
    /// decides.
    package var votes: RecordedVotes
    /// Whether a vote on equal answers is asked for.
    package var isAgreementAsked = true
    /// For a permissive vote; nil when none is asked for.
    package var permissive: PermissiveVotes?
    /// Fields and bits that are looked at on their own, and that an acceptance test could check.
    package var conditions: [Condition] = []
    /// See `AnswerReader.Reading`.
    package var intransitiveDemands: Int?
    /// Indices in `conditions` of those that the acceptance test checks.
    package var checked: [Int] = []
    /// What a specification says of the same answers; nil when there is none.
    package var acceptance: RecordedAcceptance?
    /// The same answers compared byte by byte, to say beside it whom exact voting calls faulty;
    /// nil: as they are in `votes`.
    package var exact: RecordedVotes?
    /// The same answers compared as a whole, where `votes` compares a part of them; nil: they are
    /// the same.
    package var whole: RecordedVotes?
    /// Versions in a group, 1 ... the number of versions.
    package var groupSize: Int
    /// The threshold that is spoken about, 1 ... `groupSize`.
    package var agree: Int
    package var bootstrap = Bootstrap()
    /// At most so many conditions are suggested for a check.
    package var suggestionsMax = 3

    package init(names: [String], votes: RecordedVotes, groupSize: Int, agree: Int) {
        precondition(names.count == votes.versions, "a name for each version")
        precondition(1...groupSize ~= agree, "no threshold: \(agree) of \(groupSize)")
        self.names = names
        self.votes = votes
        self.groupSize = groupSize
        self.agree = agree
    }

    /// What is left when answers that are wrong in these conditions are rejected: what an
    /// acceptance test, or a postcondition, would do that is never mistaken.
    func checking(_ conditions: [Int]) -> Self {
        let rejected = (0..<votes.versions).map { version in
            conditions.reduce(DemandSet(count: votes.demands)) {
                $0.union(self.conditions[$1].votes.failures(of: version))
            }
        }
        return rejecting(rejected)
    }

    /// What is left when the specification has been asked about every answer.
    func accepting(_ acceptance: RecordedAcceptance) -> Self { rejecting(acceptance.removed) }

    private func rejecting(_ rejected: [DemandSet]) -> Self {
        var study = self
        study.votes = votes.rejecting(rejected)
        study.permissive = permissive?.rejecting(rejected)
        return study
    }

    /// What a suggestion reduces: false permissive verdicts, or wrong ones.
    var risk: Double {
        if let permissive, !isAgreementAsked {
            let vote = PermissiveVote(permissive, size: groupSize)
            return vote.figures[vote.index(.falsePermissive, agree: agree)]
        }
        let vote = AgreementVote(votes, size: groupSize)
        return vote.figures[vote.index(.wrong, agree: agree)]
    }
}
