import Testing

/// One way in which a single replica can fail, and the ballots by which the run has to show it.
struct FaultCase: CustomTestStringConvertible, Sendable {
    typealias Counter = KeyPath<RunSummary.Replica, Int> & Sendable

    /// Arguments of the fixture `faulty`.
    let mode: String
    /// At least one ballot is of one of these kinds, or there was a restart.
    let kinds: [Counter]
    let what: String

    init(_ mode: String, _ what: String, _ kinds: Counter...) {
        self.mode = mode
        self.what = what
        self.kinds = kinds
    }

    var testDescription: String { "\(what) (\(mode))" }

    static let all: [FaultCase] = [
        FaultCase("crash-at-start", "crashes at the start", \.crashed, \.absent),
        FaultCase("crash at=1000", "crashes mid-stream", \.crashed),
        FaultCase("abort every=300", "aborts again and again", \.crashed),
        FaultCase("exit at=1000", "ends mid-stream with status 0", \.crashed),
        FaultCase("half at=1000", "crashes with its answer half written", \.crashed),
        FaultCase("busy at=1000", "hangs, busy", \.silent),
        FaultCase("blocked at=1000", "hangs, blocked", \.silent),
        FaultCase("stubborn at=1000", "hangs and ignores SIGTERM", \.silent),
        FaultCase("slow at=1000 ms=2500", "is slow on one demand only", \.late, \.silent),
        FaultCase("slow ms=2500", "is late every time", \.late, \.silent),
        FaultCase("slow at=1000 ms=30", "is slow within the deadline", \.agreed),
        FaultCase("wrong at=1000", "answers wrong once", \.dissented),
        FaultCase("wrong from=500", "answers wrong from some demand on", \.dissented),
        FaultCase("wrong", "answers wrong every time", \.dissented),
        FaultCase("twice at=1000", "answers twice", \.malformed, \.dissented, \.restarts),
        FaultCase("early", "answers before it is asked", \.malformed, \.dissented, \.restarts),
        FaultCase("behind from=1000", "is one demand behind", \.dissented),
        FaultCase("nothing at=1000", "answers nothing once", \.silent),
        FaultCase("nothing", "answers nothing at all", \.silent),
        FaultCase("empty at=1000", "answers with an empty line", \.dissented, \.malformed),
        FaultCase("nul at=1000", "answers with NUL bytes", \.dissented, \.malformed),
        FaultCase("endless at=1000", "writes an endless line", \.malformed),
        FaultCase(
            "close-stdin at=1000", "closes its stdin and lives on", \.crashed, \.restarts),
        FaultCase("close-stdout at=1000", "closes its stdout and lives on", \.crashed),
        FaultCase("flood at=1000", "floods its stderr", \.silent),
        FaultCase("chatty", "writes much to its stderr and works", \.agreed),
        FaultCase("orphan at=1000", "leaves a child that holds its pipes", \.crashed),
        FaultCase("daemon at=1000", "leaves a child in a session of its own", \.crashed),
        FaultCase("good start=300", "starts slowly", \.agreed, \.silent, \.late, \.absent),
    ]

    /// Whether the fault must cost the replica at least one ballot. One that is back before it is
    /// missed costs none.
    var costsBallots: Bool { !kinds.contains(\.agreed) && !kinds.contains(\.restarts) }
}
