/// Where the voter stands with one replica.
struct ReplicaLink {
    enum Standing {
        /// No process, or not yet.
        case absent
        /// Its ballots count.
        case active
        /// It missed a deadline and gets nothing new until it has answered all it holds.
        case overdue
        /// It is shown the history; its answers are compared, or judged, and thrown away.
        case catchingUp
        /// Of a pool: it is handed nothing, and its process is stopped, until it is woken.
        case asleep
    }

    var standing = Standing.absent
    /// A lost replica that is expected back soon: worth waiting for when a quorum lacks it.
    var isReturning = false
    /// Since when the ballots that it was not handed are kept open for it, though it was lost.
    var awaitedSince: UInt64?
    var pool = PoolStanding()
    var hasStarted = false
    /// Since when it is being withdrawn; no demand is opened with it from then on.
    var leavingSince: UInt64?
    /// That it takes no part, or soon will not, is our own doing.
    var isWithdrawn = false
    /// Why its state, if it has one, is suspect: then it is given up at the next occasion.
    var suspicion: Suspicion?
    /// Its state cannot be known any more: nothing that its present process says is accepted.
    var isVoid = false
    /// Nor would the next process's be, which is shown the same demands: nothing that it says is
    /// a reason to give it up.
    var hasLeftContract = false

    /// Its last answer to an agreed demand was late, wrong or none.
    var isInDoubt = false
    /// Its present process has answered an agreed demand well.
    var hasAnsweredWell = false

    /// Its present process has not answered anything yet.
    var isFresh = true
    /// Its present process is the first of the run.
    var isFirst = true
    /// The first demand admitted after its present process began.
    var bornAt: UInt64 = 0

    /// Demands `oldest..<next` are held by it, unanswered; `next` is the next one to hand over.
    var oldest: UInt64 = 0
    var next: UInt64 = 0
    /// From when the deadline of `oldest` counts: the later of its hand-over and the closing of
    /// the ballot before it.
    var headSince: UInt64 = 0
    /// How long `oldest` had been unanswered at its deadline, after which `headSince` counts anew.
    var overrun: UInt64 = 0
    /// Learns how long the present process takes, where deadlines adapt.
    var detector: FailureDetector?
    /// `oldest`'s ballot closed at its deadline; it is late or silent, and not yet known which.
    var isHeadOverdue = false
    /// That demand is outside of the contract of all who vote: nobody's ballot on it counts.
    var isHeadUncounted = false
    /// What was decided on that demand, to compare the late answer with.
    var overdueVerdict: [UInt8] = []
    var wasOverdueAgreed = false
    /// That demand, and what went out before it, where the late answer is to be judged.
    var overdueDemand: [UInt8] = []
    var overduePrevious: [UInt8] = []
    /// Agreed verdicts in a row that it dissented from, and its answers that were rejected.
    var dissents = 0
    /// The demand of the last of them; from 0.
    var lastDissent: UInt64 = 0

    /// Offsets in the demand buffer: written to its pipe so far, and up to where to write.
    var written: UInt64 = 0
    var handed: UInt64 = 0

    /// A demand of our own that it is to be handed, or owes the answer to.
    var interjection: Interjection?
    /// Bytes of the answer to that which are still to be thrown away.
    var surplus: UInt64 = 0

    let answers: SlidingBuffer
    /// Offset in `answers` of the first byte that is not yet paired with a demand.
    var parsed: UInt64 = 0
    /// Answers in the buffer that open slots still point to.
    var retained = 0

    struct Suspicion {
        let loss: Loss
        /// Of the answer that caused it; from 0.
        let sequence: UInt64
    }

    init(answersCapacity: Int, detector: FailureDetector? = nil) {
        self.detector = detector
        answers = SlidingBuffer(capacity: answersCapacity)
    }

    var held: Int { Int(next - oldest) }

    /// Whether demands are opened with its ballot.
    var takesDemands: Bool { standing == .active && leavingSince == nil }

    /// A new process on new pipes: nothing of the old one is ever paired again.
    mutating func begin(at demand: UInt64, offset: UInt64, standing: Standing) {
        self.standing = standing
        isReturning = false
        leavingSince = nil
        suspicion = nil
        isVoid = false
        hasLeftContract = false
        isInDoubt = isInDoubt && !hasAnsweredWell
        hasAnsweredWell = false
        isFresh = true
        isFirst = !hasStarted
        dissents = 0
        hasStarted = true
        pool = PoolStanding()
        (interjection, surplus) = (nil, 0)
        (oldest, next) = (demand, demand)
        overrun = 0
        detector?.restarted()
        isHeadOverdue = false
        isHeadUncounted = false
        (written, handed) = (offset, offset)
        parsed = answers.high
        if retained == 0 { answers.release(upTo: parsed) }
    }

    /// Forgets the answers that nobody points to any more.
    mutating func releaseAnswers(upTo end: UInt64) {
        answers.release(upTo: retained == 0 ? parsed : end)
    }
}
