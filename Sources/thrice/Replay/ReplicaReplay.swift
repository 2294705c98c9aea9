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
            plan.framing == .lines ? .lines : .frames, answerBytesMax: plan.answerBytesMax)
        var process = try mapping { try LoneReplica(started, reader: reader) }
        if !process.missing.isEmpty {
            let names = process.missing.names.joined(separator: ", ")
            Terminal.say("thrice: \(replica.name) runs without \(names)")
        }
        let plan = plan
        let (first, usual) = (
            patience(isFresh: true, isSlow: valgrind != nil),
            patience(isFresh: false, isSlow: valgrind != nil)
        )
        var result = tell { demand, isFresh in
            process.ask(
                plan.frozen(demand), number: demand.number, patience: isFresh ? first : usual)
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
                reader: ReplyReader(cut, answerBytesMax: plan.answerBytesMax),
                isStoppedFirst: script.history.isEmpty)
        }
        let (number, asked) = (script.demand.number, plan)
        var result = tell { demand, isFresh in
            if demand.number == number && !isFresh { session.stop() }
            return session.ask(asked.frozen(demand), number: demand.number, isLast: isRunOnce)
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

    /// - Parameter ask: puts a demand to it; is told whether it is the first.
    private mutating func tell(
        _ ask: (ReplayedDemand, Bool) -> (reply: Reply, nanoseconds: UInt64)
    ) -> ReplayReport.Replica {
        var first: (ReplayJudge.Finding, ReplayedDemand)?
        for demand in script.history {
            guard judge.outsideReason(demand) == nil else { continue }
            let (reply, nanoseconds) = ask(demand, isFresh)
            isFresh = false
            let finding = judge.judge(reply, to: demand)
            if finding.isFault && first == nil { first = (finding, demand) }
            if case .none = reply {
                var lost = ReplayReport.Replica(replica.name, finding, nanoseconds: nanoseconds)
                lost.lostAt = demand.number
                if let first { lost.note(first.0, on: first.1) }
                return lost
            }
        }
        if let reason = judge.outsideReason(script.demand) {
            return ReplayReport.Replica(replica.name, unasked: reason)
        }
        let (reply, nanoseconds) = ask(script.demand, isFresh)
        let finding = judge.judge(reply, to: script.demand)
        var result = ReplayReport.Replica(replica.name, finding, nanoseconds: nanoseconds)
        let deadline = max(plan.deadlineNanoseconds, isFresh ? plan.startupNanoseconds : 0)
        result.isLate = nanoseconds > deadline && result.answer != nil
        if let first { result.note(first.0, on: first.1) }
        return result
    }
}
