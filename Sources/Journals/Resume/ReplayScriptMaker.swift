import Voting

/// Makes a `ReplayScript` of a run's settled demands, one after the other, and its checkpoints.
///
/// All the history that there is is worth more than a checkpoint: a replica that went wrong long
/// before is found by it. Where its beginning is gone, or it is too long, the last checkpoint
/// before the demand stands for what is before that.
package struct ReplayScriptMaker {
    private let plan: VoterPlan
    private let number: UInt64
    private var history: [ReplayedDemand] = []
    private var historyBytes = 0
    /// Of all, also of those that are no longer kept.
    private var allBytes = 0
    private var demand: ReplayedDemand?
    private var isUnasked = false
    private var first: UInt64?
    private var last: UInt64 = 0
    /// The demands before it are not in `history`; nil: that has all.
    private var keptFrom: UInt64?
    private var checkpoint: (at: UInt64, text: CheckpointText)?
    /// What went out last.
    private var previous: [UInt8]

    /// - Parameter number: of the demand, from 1.
    package init(_ plan: VoterPlan, demand number: UInt64) {
        self.plan = plan
        self.number = number
        previous = plan.hasFeedback ? plan.restrictive : []
    }

    package mutating func take(_ settled: SettledDemands.Settled) {
        begin(with: settled.number)
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

    /// - Parameter text: of a checkpoint's record.
    package mutating func take(
        _ checkpoint: JournalEntry.Checkpoint, _ text: UnsafeRawBufferPointer
    ) {
        guard plan.isStateful, checkpoint.number < number, let text = CheckpointText(text) else {
            return
        }
        self.checkpoint = (checkpoint.number, text)
    }

    private mutating func begin(with number: UInt64) {
        if first == nil {
            first = number
            if number > 1 { keptFrom = number }
        }
        last = number
    }

    private mutating func take(_ demand: ReplayedDemand) {
        if demand.number == number { return self.demand = demand }
        guard plan.isStateful else { return }
        history.append(demand)
        historyBytes += demand.shownBytes
        allBytes += demand.shownBytes
        guard historyBytes > plan.historyBytesMax else { return }
        if let checkpoint { keep(from: checkpoint.at + 1) }
        if historyBytes > plan.historyBytesMax { keepHalf() }
    }

    /// A checkpoint may come that stands for the older half.
    private mutating func keepHalf() {
        var bytes = 0
        let kept = history.reversed().prefix { demand in
            bytes += demand.shownBytes
            return bytes <= plan.historyBytesMax / 2
        }
        keep(from: kept.last?.number ?? (history.last?.number ?? 0) + 1)
    }

    private mutating func keep(from number: UInt64) {
        keptFrom = max(keptFrom ?? 0, number)
        history.removeAll { $0.number < number }
        historyBytes = history.reduce(0) { $0 + $1.shownBytes }
    }

    /// - Parameter undecided: recorded demands without a verdict, behind all settled ones.
    package mutating func finish(
        undecided: some Sequence<RunPosition.Undecided>
    ) throws(ReplayFlaw) -> ReplayScript {
        for open in undecided {
            begin(with: open.number)
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
        guard plan.isStateful, let keptFrom else {
            return ReplayScript(checkpoint: nil, history: history, demand: demand)
        }
        return try script(demand, keptFrom: keptFrom)
    }

    private mutating func script(
        _ demand: ReplayedDemand, keptFrom: UInt64
    ) throws(ReplayFlaw) -> ReplayScript {
        guard let checkpoint, checkpoint.at + 1 >= keptFrom else {
            if let first, first > 1 { throw .historyLetGo(first: first) }
            throw .historyTooLong(bytes: allBytes, most: plan.historyBytesMax)
        }
        keep(from: checkpoint.at + 1)
        var demand = demand
        if plan.hasFeedback {
            // What went out before the first of them may be known to the checkpoint alone.
            let next = checkpoint.at + 1
            if demand.number == next { demand.previous = checkpoint.text.previous }
            if history.first?.number == next { history[0].previous = checkpoint.text.previous }
        }
        return ReplayScript(
            checkpoint: .init(number: checkpoint.at, state: checkpoint.text.state),
            history: history, demand: demand)
    }
}

extension ReplayedDemand {
    /// What it counts in a history.
    fileprivate var shownBytes: Int { stamped.count + FrameHeader.byteCount + 1 }
}
