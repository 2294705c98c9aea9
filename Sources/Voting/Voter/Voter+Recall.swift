extension VoterPlan {
    /// What of settled demands a voter has to be told before it goes on.
    package enum Past {
        case nothing
        /// The answer to the last one.
        case last
        /// Of each one what it came to, and the last answer.
        case verdicts
        case everything
    }

    package var needsPast: Past {
        if isStateful { return .everything }
        var rule = try? rule()
        if latch != .none || rule?.takeConfirmation() ?? 1 > 1 { return .verdicts }
        return hasFeedback ? .last : .nothing
    }
}

/// What a voter is told of the demands before those that it decides itself.
extension Voter {
    /// Takes what went out and may not have arrived: it goes out first, as it is.
    ///
    /// - Parameter text: lines with their line feeds; stays where it is until all went out.
    package mutating func repeatOutput(_ text: UnsafeRawBufferPointer) {
        unsent = text
    }

    /// Takes the settled demands in their order, before anything else happens: with state all of
    /// them, so that who is started can be shown them.
    ///
    /// Of a demand on which nobody agreed it is not recorded whether any answer was accepted, so
    /// none is taken to have been: an answer that is not accepted when it is replayed is no fault.
    package mutating func recall(_ past: PastDemand) {
        precondition(admitted == plan.start.settled && tally.demands == 0, "told too late")
        if plan.isStateful { keep(past) }
        _ = latch.pass(isAgreed: past.verdict != .restrictive)
        if plan.hasFeedback, past.answer.count <= plan.answerBytesMax { hold(past.answer) }
    }

    private mutating func keep(_ past: PastDemand) {
        guard history.isComplete else { return }
        let sequence = history.next
        var entry = History.Entry(end: frozen.high, body: frozen.high, isWithheld: true)
        if let demand = past.demand {
            guard
                let place =
                    freeze(demand, number: sequence + 1, isStamped: true, at: 0)
            else {
                return history.giveUp()
            }
            let asked = AskedDemand(
                number: sequence + 1,
                bytes: UnsafeRawBufferPointer(rebasing: demand.dropFirst(plan.stamp.byteCount)),
                previous: previous.all)
            entry = History.Entry(
                end: place.end, body: place.body,
                isWithheld: !(acceptance?.admits(asked) ?? true) || isReserved(place))
        }
        entry.isBarren = acceptance != nil && past.verdict == .restrictive
        history.append(entry)
        if past.verdict == .agreed, !history.agree(on: sequence, answer: past.answer) {
            history.giveUp()
        }
    }
}
