import Foundation
import Journals
import Reporting
import Supervision
import Voting

/// Puts a demand of a run, and what goes before it, to one replica.
struct ReplicaReplay {
    let run: ReplayedRun
    let script: ReplayScript
    let place: Int
    private var judge: ReplayJudge
    /// Whether nothing was put to it yet.
    private var isFresh = true

    init(_ run: ReplayedRun, _ script: ReplayScript, place: Int) throws {
        self.run = run
        self.script = script
        self.place = place
        judge = try run.judge()
    }

    private var plan: VoterPlan { run.plan.voter }
    private var replica: ReplicaPlan { run.replicas[place] }

    /// - Parameter valgrind: the path of what it is run under; nil for nothing.
    mutating func alone(valgrind: String? = nil) throws -> ReplayReport.Replica {
        let started = valgrind.map { ReplayTool.underValgrind(replica, path: $0) } ?? replica
        let reader = ReplyReader(
            plan.framing == .lines ? .lines : .frames, answerBytesMax: plan.allAnswerBytesMax)
        var process = try mapping { try LoneReplica(started, reader: reader) }
        if !process.missing.isEmpty {
            let names = process.missing.names.joined(separator: ", ")
            Terminal.say("thrice: \(replica.name) runs without \(names)")
        }
        let (first, usual) = (
            patience(isFresh: true, isSlow: valgrind != nil),
            patience(isFresh: false, isSlow: valgrind != nil)
        )
        var result = tell(plan) { bytes, number, isFresh in
            process.ask(bytes, number: number, patience: isFresh ? first : usual)
        }
        let grace = run.plan.graceNanoseconds
        let remains = process.end(
            patience: valgrind == nil ? grace : ReplayTool.valgrindNanosecondsMin)
        if valgrind != nil { result.isLate = false }
        result.ended = remains.exit?.text
        result.standardErrorBytes = remains.standardErrorBytes
        if remains.standardErrorBytes > 0 {
            var text = remains.standardError
            if text.last == 0x0A { text.removeLast() }
            result.standardError = String(decoding: text, as: UTF8.self)
        }
        return result
    }

    /// With the terminal for whoever asked for it.
    mutating func debugged(gdb: String) throws -> ReplayReport.Replica {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let name = replica.adapted ?? replica.executable
        guard let program = try? ExecutablePath.find(name, searchPath: path) else {
            throw ThriceError(
                .missingInput, "cannot start replica '\(replica.name)': no such file '\(name)'")
        }
        var plan = plan
        let isRunOnce = plan.framing == .process
        if isRunOnce { plan.framing = .lines }
        let end = isRunOnce ? replica.arguments.firstIndex(of: "--").map { $0 + 1 } ?? 0 : 0
        let words = Array(replica.arguments.dropFirst(end + 1))
        let cut: ReplyReader.Cut =
            isRunOnce ? .whole : plan.framing == .lines ? .lines : .frames
        // Said first: what is said later stands in the midst of what gdb says.
        Terminal.say(
            "thrice: when gdb has stopped, demand \(script.demand.number) waits on its standard "
                + "input: set breakpoints, then continue")
        var session = try mapping {
            try DebuggerSession(
                debugger: gdb, replica, program: program, words: words,
                reader: ReplyReader(cut, answerBytesMax: plan.allAnswerBytesMax),
                isStoppedFirst: script.history.isEmpty && script.checkpoint == nil)
        }
        let last = script.demand.number
        var result = tell(plan) { bytes, number, isFresh in
            if number == last && !isFresh { session.stop() }
            return session.ask(bytes, number: number, isLast: isRunOnce)
        }
        session.end()
        result.isLate = false
        return result
    }

    private func patience(isFresh: Bool, isSlow: Bool) -> UInt64 {
        // As a voter: after a second deadline it is given up.
        let alone = max(2 * plan.deadlineNanoseconds, isFresh ? plan.startupNanoseconds : 0)
        if !isSlow { return alone }
        return max(alone * ReplayTool.valgrindPatience, ReplayTool.valgrindNanosecondsMin)
    }

    /// Puts bytes to it under a number; is told whether they are the first.
    private typealias Ask = ([UInt8], UInt64, Bool) -> (reply: Reply, nanoseconds: UInt64)

    /// - Parameter plan: how demands are framed.
    private mutating func tell(_ plan: VoterPlan, _ ask: Ask) -> ReplayReport.Replica {
        if let checkpoint = script.checkpoint,
            let refusal = restore(checkpoint, plan, ask)
        {
            return refusal
        }
        var first: (ReplayJudge.Finding, ReplayedDemand)?
        for demand in script.history {
            guard judge.outsideReason(demand) == nil else { continue }
            let (finding, nanoseconds) = put(demand, plan, ask)
            if finding.isFault && first == nil { first = (finding, demand) }
            if case .none = finding.reply {
                var lost = ReplayReport.Replica(replica.name, finding, nanoseconds: nanoseconds)
                lost.lostAt = demand.number
                if let first { lost.note(first.0, on: first.1) }
                return lost
            }
        }
        if let reason = judge.outsideReason(script.demand) {
            return ReplayReport.Replica(replica.name, unasked: reason)
        }
        let deadline = max(plan.deadlineNanoseconds, isFresh ? plan.startupNanoseconds : 0)
        let (finding, nanoseconds) = put(script.demand, plan, ask)
        var result = ReplayReport.Replica(replica.name, finding, nanoseconds: nanoseconds)
        result.isLate = nanoseconds > deadline && result.answer != nil
        if let first { result.note(first.0, on: first.1) }
        return result
    }

    private mutating func put(
        _ demand: ReplayedDemand, _ plan: VoterPlan, _ ask: Ask
    ) -> (finding: ReplayJudge.Finding, nanoseconds: UInt64) {
        var (reply, nanoseconds) = ask(plan.frozen(demand), demand.number, isFresh)
        isFresh = false
        if case .answer(let answer) = reply, answer.count > plan.answerBytesMax {
            reply = .none(.endlessAnswer)
        }
        return (judge.judge(reply, to: demand), nanoseconds)
    }

    /// - Returns: what is to be told when it did not take the state; nil when it did.
    private mutating func restore(
        _ checkpoint: ReplayScript.Checkpoint, _ plan: VoterPlan, _ ask: Ask
    ) -> ReplayReport.Replica? {
        let (bytes, right) = plan.restoring(checkpoint.state)
        let (reply, nanoseconds) = ask(bytes, 0, isFresh)
        isFresh = false
        guard reply == .answer(right) else {
            let finding = ReplayJudge.Finding(reply: reply)
            var lost = ReplayReport.Replica(replica.name, finding, nanoseconds: nanoseconds)
            lost.tookNoState(after: checkpoint.number)
            return lost
        }
        judge.begin(in: checkpoint.state, after: checkpoint.number)
        return nil
    }
}
