import Voting

/// What one replica is to be told so that it meets a demand of a run as it did then: with state
/// all the demands before it, in their order; then the demand.
package struct ReplayScript: Sendable {
    /// Those before it, as far as they were put to anybody; none without state.
    package let history: [ReplayedDemand]
    package let demand: ReplayedDemand
}

/// Why a demand of a run cannot be put to a replica again.
package enum ReplayFlaw: Error, Equatable, Sendable {
    /// The run had no such demand; the last one it had, 0 if none.
    case beyondEnd(last: UInt64)
    /// It was answered restrictively without having been recorded: nobody was asked.
    case notAsked
    /// It is no longer in the journal, which begins with another one, for a checkpoint let it go.
    case letGo(first: UInt64)
    /// Those before it are needed, and a checkpoint let them go. Whoever can give a replica the
    /// state that a checkpoint holds begins there instead.
    case historyLetGo(first: UInt64)
    /// Those before it have more bytes than any replica is ever shown.
    case historyTooLong(bytes: Int, most: Int)
}

/// Makes a `ReplayScript` of a run's settled demands, one after the other.
package struct ReplayScriptMaker {
    private let plan: VoterPlan
    private let number: UInt64
    private var history: [ReplayedDemand] = []
    private var historyBytes = 0
    private var demand: ReplayedDemand?
    private var isUnasked = false
    private var first: UInt64?
    private var last: UInt64 = 0
    /// What went out last.
    private var previous: [UInt8]

    /// - Parameter number: of the demand, from 1.
    package init(_ plan: VoterPlan, demand number: UInt64) {
        self.plan = plan
        self.number = number
        previous = plan.hasFeedback ? plan.restrictive : []
    }

    package mutating func take(_ settled: SettledDemands.Settled) {
        first = first ?? settled.number
        last = settled.number
        guard settled.number <= number else { return }
        let answer = settled.line.map { plan.answer(inLine: $0) } ?? plan.restrictive
        if let stamped = settled.demand {
            var demand = ReplayedDemand(
                number: settled.number, stamped: stamped, previous: previous,
                verdict: settled.verdict, answer: answer)
            demand.isWithheld = settled.line == nil
            take(demand)
        } else if settled.number == number {
            isUnasked = true
        }
        if plan.hasFeedback { previous = answer }
    }

    private mutating func take(_ demand: ReplayedDemand) {
        if demand.number == number { return self.demand = demand }
        guard plan.isStateful else { return }
        historyBytes += demand.stamped.count + FrameHeader.byteCount + 1
        if historyBytes <= plan.historyBytesMax { history.append(demand) } else { history = [] }
    }

    /// - Parameter undecided: recorded demands without a verdict, behind all settled ones.
    package mutating func finish(
        undecided: some Sequence<RunPosition.Undecided>
    ) throws(ReplayFlaw) -> ReplayScript {
        for open in undecided {
            first = first ?? open.number
            last = open.number
            guard open.number <= number else { continue }
            take(
                ReplayedDemand(
                    number: open.number, stamped: open.demand, previous: previous, verdict: nil,
                    answer: nil))
        }
        if number > last { throw .beyondEnd(last: last) }
        if let first, number < first { throw .letGo(first: first) }
        if isUnasked { throw .notAsked }
        guard let demand else { throw .notAsked }
        if let first, first > 1, plan.isStateful { throw .historyLetGo(first: first) }
        guard historyBytes <= plan.historyBytesMax else {
            throw .historyTooLong(bytes: historyBytes, most: plan.historyBytesMax)
        }
        return ReplayScript(history: history, demand: demand)
    }
}
