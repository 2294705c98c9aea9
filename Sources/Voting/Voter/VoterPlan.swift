/// All that the voter is told before the first demand; nothing of it changes during a run.
package struct VoterPlan: Equatable, Sendable {
    package enum Output: String, Sendable {
        /// One plain answer a line.
        case answers
        /// One `VerdictRecord` a line.
        case records
    }

    /// Configured replicas, dead or alive: thresholds count these.
    package var replicas: Int
    /// Replicas besides these that are asked and compared, and count for nothing.
    package var shadows = 0
    /// Ballots without which no answer ever goes out.
    package var agree: Int
    /// Replicas that are asked; the others sleep until they are needed.
    package var active: Int
    /// As `PolicyText` reads it.
    package var policy: String
    /// As `SchemaText` reads it; empty is any bytes.
    package var answer = ""
    /// Policies of single fields, by the field's index.
    package var fieldPolicies: [Int: String] = [:]
    package var latch = LatchRule.none
    /// Agreed verdicts in a row from which a replica may dissent before it is given up.
    package var dissentLimit: Int?
    /// What was declared to fail at most.
    package var faults: FaultHypothesis?
    /// How long `failuresMax` replicas may be out before everything is answered restrictively.
    package var degradedNanosecondsMax: UInt64?
    /// What goes out when they cannot be had; holds no line feed.
    package var restrictive: [UInt8]
    package var deadlineNanoseconds: UInt64 = 1_000_000_000
    /// Where deadlines adapt to how long a replica's answers take: never shorter than this, and
    /// never longer than `deadlineNanoseconds`.
    package var deadlineFloorNanoseconds: UInt64?
    /// How long a process that has just been started may take for its first answer before it is
    /// given up, when that is more than the deadline. Its ballots close at the deadline all the
    /// same, but for the first processes of a run as long as there is no verdict without them.
    package var startupNanoseconds: UInt64 = 0
    /// How long after its release a verdict record may be used.
    package var validNanoseconds: UInt64 = 1_000_000_000
    /// Demands that a replica may hold unanswered.
    package var inFlight = 1
    package var framing = Framing.lines
    /// Whether a replica must be shown the history before its answers count.
    package var isStateful = false
    /// Whether somebody starts a lost replica anew.
    package var restarts = true
    package var output = Output.answers
    /// Whether what went out last stands in front of each demand, with one space between; before
    /// the first demand that is the restrictive answer.
    package var hasFeedback = false
    /// What is drawn for each demand and stands between that and the consumer's own bytes.
    package var stamp = StampRule.none
    /// What is recorded before an answer leaves.
    package var durability = Durability.none
    /// How long an answer waits for its record, and a demand for room for its own, at most.
    package var stalledNanoseconds: UInt64 = 1_000_000_000
    /// Of the ring to the journaler: its bytes, those of the longest record, and the last record of
    /// the journal.
    package var ringBytes = 0
    package var recordBytesMax = 0
    package var lastRecord: UInt64 = 0
    /// Where the run begins.
    package var start = RunStart()
    /// What replicas are asked that have nothing to answer; nil is nothing.
    package var selfCheck: SelfCheck?
    /// What answers are held against, as whoever makes an `AcceptanceTest` of it reads it; empty is
    /// nothing.
    package var specification: [UInt8] = []
    package var answerBytesMax = 64 << 10
    /// Of the consumer's own bytes.
    package var demandBytesMax = 64 << 10
    /// Bytes of demands kept for catching up, with state only.
    package var historyBytesMax = 256 << 20
    /// Demands that may be open at once; a power of two.
    package var window = 256

    package init(replicas: Int, agree: Int, restrictive: [UInt8]) {
        self.replicas = replicas
        self.agree = agree
        active = replicas
        policy = "agree"
        self.restrictive = restrictive
    }

    /// What is wrong with it, or nil. A plan comes from another process, so it is checked again.
    package var flaw: String? {
        if !(1...64).contains(replicas) { return "replicas must be 1 to 64, not \(replicas)" }
        if !(0...(64 - replicas)).contains(shadows) {
            return "replicas and shadows must be 1 to 64, not \(replicas) and \(shadows)"
        }
        if agree < 1 || agree > replicas { return "agree must be 1 to \(replicas), not \(agree)" }
        if active < agree || active > replicas {
            return "active must be \(agree) to \(replicas), not \(active)"
        }
        if restrictive.contains(0x0A) { return "the restrictive answer holds a line feed" }
        if restrictive.count > answerBytesMax { return "the restrictive answer is too long" }
        if !(1...1024).contains(inFlight) { return "inFlight must be 1 to 1024, not \(inFlight)" }
        if window < 1 || window & (window - 1) != 0 { return "window must be a power of two" }
        if !(1...(16 << 20)).contains(answerBytesMax) { return "answerBytesMax is out of range" }
        if !(1...(16 << 20)).contains(demandBytesMax) { return "demandBytesMax is out of range" }
        if specification.count > 16 << 20 { return "the specification is too long" }
        if 2 * agree <= replicas, policy.hasPrefix("agree"), !policy.contains("tie=") {
            return "agree: \(agree) of \(replicas) can elect two answers"
        }
        if latch == .agreed(inARow: 0) { return "latch must be at least 1" }
        if dissentLimit == 0 { return "dissentLimit must be at least 1" }
        if let degradedNanosecondsMax {
            if failuresMax < 1 { return "degraded from the beginning: no failure is masked" }
            if !(1...1 << 62).contains(degradedNanosecondsMax) {
                return "degradedNanosecondsMax is out of range"
            }
        }
        if deadlineNanoseconds == 0 { return "the deadline must not be zero" }
        if deadlineNanoseconds > 1 << 62 { return "the deadline is out of range" }
        if stalledNanoseconds > 1 << 62 { return "the journal's patience is out of range" }
        if let flaw = start.flaw { return flaw }
        if let flaw = selfCheck?.flaw(
            answerBytesMax: answerBytesMax, demandBytesMax: demandBytesMax)
        {
            return flaw
        }
        if durability != .none && !(4096...(1 << 30) ~= ringBytes) {
            return "the journal's ring must have 4 KiB to 1 GiB"
        }
        if let flaw = detectorPolicy?.flaw { return flaw }
        return ruleFlaw
    }

    /// Nil where deadlines do not adapt.
    var detectorPolicy: DetectorPolicy? {
        deadlineFloorNanoseconds.map {
            DetectorPolicy(floorNanoseconds: $0, ceilingNanoseconds: deadlineNanoseconds)
        }
    }

    /// What is wrong with the texts of the rule; also where it could let too little out.
    private var ruleFlaw: String? {
        do {
            var rule = try rule()
            _ = rule.takeConfirmation()
            for question in rule.questions {
                switch question.policy.permissiveRelease(restrictive: restrictive) {
                case .none(let reason): return "policy: \(reason)"
                case .atLeast(let least) where least < agree:
                    return "policy: releases on \(least), less than agree: \(agree)"
                case .atLeast: break
                }
            }
            return nil
        } catch { return error.text }
    }
}
