import FaultInjection

/// What a replica that was hit came to, and what of it reaches the voter.
struct TracedReply: Sendable {
    var outcome: ComponentOutcome
    /// Where it is not what it says without the fault.
    var answer: [UInt8]?
    var hitReply: HitReply
    var nanoseconds: UInt64 = 0
    var proof = ""

    /// Nothing can be said of it.
    private(set) var isHarnessError = false

    static func notInjected(_ proof: String) -> TracedReply { untried(.notInjected, proof) }

    /// The processor did not keep what it was changed to.
    static func notActivated(_ proof: String) -> TracedReply { untried(.notActivated, proof) }

    /// Whatever it says, it says it behind the deadline.
    static func late(_ proof: String) -> TracedReply { untried(.late, proof) }

    /// The machine gave it no time, or it could not be ended.
    static func harnessError(_ proof: String) -> TracedReply {
        var reply = untried(.notInjected, proof)
        reply.isHarnessError = true
        return reply
    }

    /// Nobody reads what was changed before it is written over.
    static func overwritten(answer golden: [UInt8]) -> TracedReply {
        TracedReply(outcome: .masked, answer: nil, hitReply: .answer(golden))
    }

    /// Nobody reads what was changed before the next demand.
    static func unread(answer golden: [UInt8]) -> TracedReply {
        TracedReply(outcome: .dormant, answer: nil, hitReply: .answer(golden))
    }

    /// Without an answer.
    private static func untried(_ outcome: ComponentOutcome, _ proof: String) -> TracedReply {
        var reply = TracedReply(outcome: outcome, answer: nil, hitReply: .silent)
        reply.proof = proof
        return reply
    }

    private init(outcome: ComponentOutcome, answer: [UInt8]?, hitReply: HitReply) {
        (self.outcome, self.answer, self.hitReply) = (outcome, answer, hitReply)
    }

    /// - Parameter golden: what the target answers without the fault.
    init(_ end: CopyEnd, proof: String, answer golden: [UInt8]) {
        switch end.outcome {
        case .answered where !end.extra.isEmpty:
            // The first line is cast before the next is looked at.
            self.init(
                outcome: .duplicate, answer: end.answer == golden ? nil : end.answer,
                hitReply: .answer(end.answer))
        case .answered where end.answer == golden:
            // It answers rightly and never again: the next demand would find that out.
            let isLost = end.endAfterAnswer != nil || end.isStuckAfterAnswer
            self.init(
                outcome: isLost ? .latent : .masked, answer: nil, hitReply: .answer(golden))
        case .answered:
            self.init(outcome: .wrongValue, answer: end.answer, hitReply: .answer(end.answer))
        case .died: self.init(outcome: .crash, answer: nil, hitReply: .broken)
        case .exited(let status):
            self.init(
                outcome: status == 0 ? .omission : .selfDetected, answer: nil, hitReply: .broken)
        case .busy: self.init(outcome: .hang, answer: nil, hitReply: .silent)
        case .blocked: self.init(outcome: .blocked, answer: nil, hitReply: .silent)
        case .closedOutput: self.init(outcome: .omission, answer: nil, hitReply: .broken)
        case .tooLong: self.init(outcome: .exhaustion, answer: nil, hitReply: .broken)
        }
        nanoseconds = end.cpuNanoseconds
        self.proof = proof
    }

    /// - Parameter golden: without its line feed.
    init(_ change: AnswerChange, answer golden: [UInt8], answerBytesMax: Int, deadline: UInt64) {
        switch change.apply(to: golden) {
        case .late(_, let nanoseconds):
            let isLate = nanoseconds >= deadline
            self.init(
                outcome: isLate ? .late : .masked, answer: nil,
                hitReply: isLate ? .silent : .answer(golden))
        case .bytes(let bytes): self.init(bytes, golden, answerBytesMax)
        }
        proof = "\(change)"
    }

    private init(_ bytes: [UInt8], _ golden: [UInt8], _ answerBytesMax: Int) {
        guard let feed = bytes.firstIndex(of: 0x0A) else {
            let isTooLong = bytes.count > answerBytesMax
            self.init(
                outcome: isTooLong ? .exhaustion : .omission, answer: nil,
                hitReply: isTooLong ? .broken : .silent)
            return
        }
        let answer = Array(bytes[..<feed])
        if feed > answerBytesMax {
            self.init(outcome: .exhaustion, answer: nil, hitReply: .broken)
        } else if feed < bytes.count - 1 {
            // The first line is cast before the next is looked at.
            self.init(
                outcome: .duplicate, answer: answer == golden ? nil : answer,
                hitReply: .answer(answer))
        } else {
            let isSame = answer == golden
            self.init(
                outcome: isSame ? .masked : .wrongValue, answer: isSame ? nil : answer,
                hitReply: .answer(answer))
        }
    }
}
