import Voting

/// What a checker found wrong.
struct Failure: CustomStringConvertible {
    /// The checker's name.
    var checker: String
    var what: String

    var description: String { "\(checker): \(what)" }
}

/// One run as the world saw it, for the checkers.
struct History {
    let scenario: Scenario
    /// Of every process, in the order of their starts.
    var transcripts: [Transcript] = []
    /// What reached the consumer.
    var output: [UInt8] = []
    /// Bytes taken from the voter so far.
    var written = 0
    /// When the voter had how many bytes out.
    private(set) var outputs: [(end: Int, at: UInt64)] = []
    /// When each demand was admitted.
    private(set) var admissions: [UInt64] = []
    private(set) var pendingOutputMax = 0
    /// After each advance in which it changed: replicas without a process that the voter has pipes
    /// of, among those that had one.
    private(set) var outages: [(at: UInt64, lost: Int)] = []
    /// When the run had been degraded for too long.
    private(set) var shutAt: UInt64?
    private(set) var tallyWasOdd: String?
    /// It ended before its first demand, since nobody knew what a state is.
    var hasRefused = false
    var failures: [Failure] = []
    /// Counts what moved, to tell a busy loop from work.
    var moves = 0
    var endedAt: UInt64 = 0
    var tally = Tally(replicas: 0)
    /// Processes started, per replica.
    var starts: [Int] = []
    /// Whom the voter gave up, and why.
    var losses: [Condemnation] = []
    /// Who was given up as silent though no deadline of its own had passed.
    var hurried: Int?
    /// How many were there beside one that was withdrawn, at least.
    var leastLeft = Int.max
    /// Orders that found the replica there.
    var withdrawals: [Withdrawal] = []

    init(scenario: Scenario) { self.scenario = scenario }

    mutating func observe(_ voter: borrowing Voter, lost: Int, at now: UInt64) {
        if outages.last?.lost != lost { outages.append((now, lost)) }
        if voter.tally.shutAt > 0, shutAt == nil { shutAt = now }
        let pending = voter.pendingOutput.count
        pendingOutputMax = max(pendingOutputMax, pending)
        if written + pending > (outputs.last?.end ?? 0) {
            outputs.append((written + pending, now))
            moves += 1
        }
        let tally = voter.tally
        while admissions.count < Int(tally.demands) {
            admissions.append(now)
            moves += 1
        }
        if tally.agreed + tally.restrictive > tally.demands || tally.masked > tally.agreed {
            tallyWasOdd = "\(tally) at \(now) ns"
        }
    }

    /// - Parameter loss: nil: it stays.
    mutating func answerWithdrawal(of replica: Int, _ loss: Loss?, at now: UInt64) {
        for index in withdrawals.indices
        where withdrawals[index].replica == replica && withdrawals[index].answeredAt == nil {
            withdrawals[index].answeredAt = now
            withdrawals[index].loss = loss
        }
    }

    /// When the voter had let out `end` bytes.
    func releasedAt(_ end: Int) -> UInt64 {
        var low = 0
        var high = outputs.count
        while low < high {
            let middle = (low + high) / 2
            if outputs[middle].end < end { low = middle + 1 } else { high = middle }
        }
        return low < outputs.count ? outputs[low].at : .max
    }

    /// What each replica truly answered in time, demand by demand; not malformed ones.
    ///
    /// - Parameter accepted: by process and question, whether its walk allowed the answer.
    func answersInTime(accepted: [[Bool]]) -> [[Int: Statement]] {
        var answers = Array(repeating: [Int: Statement](), count: scenario.plan.replicas)
        for (process, transcript) in transcripts.enumerated() {
            guard transcript.replica < scenario.plan.replicas else { continue }
            for (place, question) in transcript.questions.enumerated() where question.isInTime {
                guard let answer = question.answer, !question.isMalformed else { continue }
                if answers[transcript.replica][question.number] == nil {
                    answers[transcript.replica][question.number] = Statement(
                        answer: answer, at: question.answeredAt,
                        incarnation: transcript.incarnation,
                        isAccepted: accepted[process][place])
                }
            }
        }
        return answers
    }

    struct Statement {
        var answer: [UInt8]
        var at: UInt64
        var incarnation: Int
        var isAccepted = true
    }
}

extension Scenario {
    /// Nanoseconds after which a run that has not finished never will.
    var patience: UInt64 {
        let bytes = demands.reduce(0) { $0 + $1.bytes.count + 1 }
        let pieces = bytes / max(5, pipeCapacity / 16) + 100
        let source = UInt64(pieces * max(sourcePause, 20_000))
        let each = UInt64(plan.checkpoint == nil ? 4 : 8)
        let voting = UInt64(demands.count + 20) * each * longestDeadline
        return source + voting + UInt64(stalls) * stallNanoseconds
    }
}
