import Voting

/// A process takes a state only that enough replicas said they had at one place of the stream, and
/// is shown what came behind that place, and nothing else.
struct StatesAreVoted: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let scenario = evidence.scenario
        guard scenario.plan.checkpoint != nil else { return nil }
        let saved = evidence.history.transcripts.flatMap { saves(in: $0) }
        for transcript in evidence.history.transcripts {
            for taken in restores(in: transcript) {
                let supporters = Set(
                    saved.filter {
                        $0.state == taken.state
                            && isSamePlace($0.place, before: taken.number, scenario)
                    }.map(\.replica))
                if supporters.count < scenario.plan.agree {
                    return "replica \(transcript.replica) was handed the state"
                        + " '\(String(decoding: taken.state, as: UTF8.self))' of"
                        + " \(supporters.count) replicas before demand"
                        + " \(taken.number.map { "\($0 + 1)" } ?? "-")"
                }
            }
        }
        return nil
    }

    /// Where a state was saved: after the last demand that was shown before, or, behind a state
    /// that was taken, before the next one.
    private enum Place {
        case after(Int)
        case before(Int)
        case unknown
    }

    /// All demands between are none for replicas.
    private func isSamePlace(_ place: Place, before: Int?, _ scenario: Scenario) -> Bool {
        guard let before else { return true }
        let between: Range<Int>
        switch place {
        case .after(let after) where after < before: between = (after + 1)..<before
        case .after: return false
        case .before(let next): between = min(next, before)..<max(next, before)
        case .unknown: return true
        }
        // Then some are not handed some replicas in their states.
        if scenario.precondition == .asked { return true }
        return scenario.demands[between].allSatisfy(\.isWithheld)
    }

    /// What it said, and where.
    private func saves(
        in transcript: Transcript
    ) -> [(replica: Int, state: [UInt8], place: Place)] {
        var last: Int? = -1
        return transcript.exchanges.indices.compactMap { index in
            let exchange = transcript.exchanges[index]
            guard let text = exchange.ownText else {
                last = exchange.number
                return nil
            }
            if text != ReservedText.save { last = nil }
            guard text == ReservedText.save, let answer = exchange.answer,
                answer.starts(with: ReservedText.state)
            else { return nil }
            let next = transcript.exchanges[index...].first { $0.ownText == nil }?.number
            let place = last.map { Place.after($0) } ?? next.map { .before($0) } ?? .unknown
            return (
                transcript.replica, Array(answer.dropFirst(ReservedText.state.count)), place
            )
        }
    }

    /// What it was handed, and the first demand that it was shown then.
    private func restores(in transcript: Transcript) -> [(state: [UInt8], number: Int?)] {
        transcript.exchanges.indices.compactMap { place in
            guard let text = transcript.exchanges[place].ownText,
                text.starts(with: ReservedText.restore)
            else { return nil }
            let rest = transcript.exchanges[(place + 1)...].prefix {
                !($0.ownText?.starts(with: ReservedText.restore) ?? false)
            }
            return (
                Array(text.dropFirst(ReservedText.restore.count)),
                rest.first { $0.ownText == nil }?.number
            )
        }
    }
}

/// A run does not begin because nobody knows what a state is only when more are faulty than a
/// quorum can do without, and before anything went out.
struct RefusalIsReal: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let (scenario, history) = (evidence.scenario, evidence.history)
        if !history.output.isEmpty { return "refused after \(history.output.count) bytes" }
        return scenario.faulty.count <= scenario.plan.replicas - scenario.plan.agree
            ? "refused with \(scenario.faulty.count) faulty replicas" : nil
    }
}

/// Where nobody is faulty states are agreed on as often as the plan says, and never fail.
struct CheckpointsAreTaken: Checker {
    func flaw(in evidence: Evidence) -> String? {
        let (scenario, tally) = (evidence.scenario, evidence.history.tally)
        guard let rule = scenario.plan.checkpoint, scenario.faulty.isEmpty,
            !scenario.hasMachine, scenario.withdrawals.isEmpty, scenario.stalls == 0,
            scenario.stopsAt == nil,
            !scenario.hasPool, scenario.plan.demandBytesMax <= 1000,
            evidence.history.losses.isEmpty
        else { return nil }
        if tally.failedCheckpoints > 0 { return "\(tally.failedCheckpoints) votes failed" }
        // A vote can be under way while others are due.
        let expected = tally.demands / (rule.every + UInt64(scenario.plan.window))
        return tally.checkpoints < expected
            ? "\(tally.checkpoints) of \(expected) states were agreed on" : nil
    }
}
