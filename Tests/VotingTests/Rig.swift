import Voting

/// Plays the shell for one voter: `settle` writes what is to be written and keeps it.
struct Rig: ~Copyable {
    var voter: Voter
    /// Nanoseconds.
    var now: UInt64 = 0
    /// What each replica's standard input got, since it was last taken.
    var handed: [[UInt8]]
    var output: [UInt8] = []
    var condemned: [Condemnation] = []
    var notices: [VoterNotice] = []

    static let deadline: UInt64 = 1000

    init(
        _ replicas: Int = 3, agree: Int = 2, isStarted: Bool = true,
        acceptance: (any AcceptanceTest)? = nil, journal: ScriptedJournal? = nil,
        past: [PastDemand] = [],
        _ adjust: (inout VoterPlan) -> Void = { _ in }
    ) {
        var plan = VoterPlan(replicas: replicas, agree: agree, restrictive: Array("SAFE".utf8))
        plan.deadlineNanoseconds = Self.deadline
        plan.answerBytesMax = 16
        plan.demandBytesMax = 16
        plan.window = 8
        if journal != nil {
            (plan.durability, plan.ringBytes) = (.synced, 4096)
            plan.stalledNanoseconds = Self.deadline / 2
        }
        adjust(&plan)
        voter = Voter(plan: plan, acceptance: acceptance, journal: journal)
        for demand in past { voter.recall(demand) }
        handed = Array(repeating: [], count: plan.seats)
        if isStarted {
            for replica in 0..<plan.seats { voter.started(replica, at: now) }
            settle()
        }
    }

    /// Advances, and does what the voter wants done.
    mutating func settle(writesInput: Bool = true) {
        voter.advance(to: now)
        for replica in handed.indices where writesInput {
            let pending = voter.pendingInput(of: replica)
            handed[replica] += pending
            voter.wroteInput(of: replica, pending.count)
        }
        let pending = voter.pendingOutput
        output += pending
        voter.wroteOutput(pending.count)
        while let next = voter.nextCondemned() { condemned.append(next) }
        while let next = voter.nextNotice() { notices.append(next) }
    }

    mutating func give(_ bytes: String) {
        let room = voter.demandRoom()
        room.copyBytes(from: Array(bytes.utf8))
        voter.receivedDemands(bytes.utf8.count)
        settle()
    }

    mutating func end() {
        voter.demandsEnded()
        settle()
    }

    mutating func say(_ replica: Int, _ text: String) { say(replica, bytes: Array(text.utf8)) }

    mutating func say(_ replica: Int, bytes: [UInt8]) {
        voter.answerRoom(of: replica).copyBytes(from: bytes)
        voter.receivedAnswers(of: replica, bytes.count, at: now)
        settle()
    }

    mutating func sayFrame(
        _ replica: Int, _ number: UInt64, _ text: String, kind: FrameHeader.Kind = .answer
    ) {
        let header = FrameHeader(length: UInt32(text.utf8.count), kind: kind, number: number)
        say(replica, bytes: header.withBytes { Array($0) } + Array(text.utf8))
    }

    mutating func lose(_ replica: Int, _ loss: Loss = .died) {
        voter.lost(replica, loss, at: now)
        settle()
    }

    mutating func withdraw(_ replica: Int) {
        voter.withdraw(replica, at: now)
        settle()
    }

    mutating func start(_ replica: Int) {
        voter.started(replica, at: now)
        settle()
    }

    /// Lets one deadline pass.
    mutating func pass(_ nanoseconds: UInt64 = Rig.deadline) {
        now += nanoseconds
        settle()
    }

    /// What went out since it was last asked.
    mutating func released() -> String {
        defer { output = [] }
        return String(decoding: output, as: UTF8.self)
    }

    mutating func handed(to replica: Int) -> String {
        defer { handed[replica] = [] }
        return String(decoding: handed[replica], as: UTF8.self)
    }

    var isFinished: Bool { voter.isFinished }

    /// The accounts since they were last taken.
    mutating func accounts() -> [VerdictAccount] {
        var accounts: [VerdictAccount] = []
        while !voter.pendingAccount.isEmpty {
            if let account = VerdictAccount(bytes: voter.pendingAccount) {
                accounts.append(account)
            }
            voter.toldAccount()
        }
        return accounts
    }

    func ballots(_ replica: Int) -> Tally.Replica { voter.tally.replicas[replica] }
}
