// The external voter, a process of its own: it owns the data path and nothing else.
//
// Goal: exchange bytes between the consumer's descriptors and the replicas' pipes as `Voter`
// says, in one loop on one thread that allocates nothing per demand, behind a filter that leaves
// it no system call to do anything else with.
// Non-goals: starting or reaping processes, files, configuration: guardian and supervisor do that.
// Started by `thrice run` only, with the descriptors of `VoterDescriptor`.

import CLinux
import Glibc
import Journals
import Specifications
import Voting
import Wiring

func fail(_ status: VoterExit, _ text: String) -> Never {
    let line = Array("thrice-voter: \(text)\n".utf8)
    _ = write(VoterDescriptor.errors.rawValue, line, line.count)
    exit(status.rawValue)
}

func readPlan() -> VoterPlan {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count < 64 << 20 {
        let count = read(VoterDescriptor.plan.rawValue, &chunk, chunk.count)
        if count <= 0 { break }
        bytes += chunk[..<count]
    }
    close(VoterDescriptor.plan.rawValue)
    guard let plan = PlanText.decode(bytes) else {
        fail(.badPlan, "it is started by 'thrice run', not by hand")
    }
    return plan
}

/// What answers are held against; read, checked and compiled before any demand comes.
func makeAcceptance(_ plan: VoterPlan) -> (any AcceptanceTest)? {
    if plan.specification.isEmpty { return nil }
    guard let specification = SpecificationPlan.decode(plan.specification),
        let rule = try? plan.rule()
    else { fail(.badPlan, "cannot read the specification in its plan") }
    do throws(SpecificationError) {
        return try specification.makeTest(
            replicas: plan.seats, answer: rule.schema,
            deadline: plan.deadlineFloorNanoseconds ?? plan.deadlineNanoseconds,
            inFlight: plan.inFlight)
    } catch {
        fail(.badPlan, "cannot use the specification: \(error)")
    }
}

signal(SIGPIPE, SIG_IGN)
signal(SIGXFSZ, SIG_IGN)
let plan = readPlan()
guard
    let scoreboard = Scoreboard(
        descriptor: VoterDescriptor.scoreboard.rawValue, replicas: plan.seats),
    let poller = Poller()
else { fail(.badPlan, "cannot set up: \(String(cString: strerror(errno)))") }
close(VoterDescriptor.scoreboard.rawValue)

/// The past of a run that goes on, and the ring to its journaler; none without a journal.
func openJournal(_ plan: VoterPlan) -> (past: PastText, journal: RingJournal?) {
    if plan.durability == .none { return (.nothing, nil) }
    guard let past = PastText(descriptor: VoterDescriptor.past.rawValue),
        let journal = RingJournal(plan)
    else { fail(.badPlan, "cannot use the journal's ring") }
    return (past, journal)
}

let (past, journal) = openJournal(plan)
var loop = VoterLoop(
    plan: plan, acceptance: makeAcceptance(plan), journal: journal, poller: poller,
    scoreboard: scoreboard)
guard loop.recall(past) else { fail(.badPlan, "cannot read what went before") }
loop.moved = TransferCounts(process: getpid())
guard thrice_allow_only_voting() == 0 else {
    fail(.badPlan, "cannot lock itself in: \(String(cString: strerror(errno)))")
}
exit(loop.run().rawValue)
