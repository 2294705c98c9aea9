import Journals
import Testing
import Voting

/// What a replica is told to meet a demand of a run as it did then.
@Suite struct ReplayScriptTests {
    private func settled(
        _ number: UInt64, _ line: String? = "yes", verdict: RecordedVerdict = .agreed,
        isRecorded: Bool = true
    ) -> SettledDemands.Settled {
        SettledDemands.Settled(
            number: number, demand: isRecorded ? Array("demand \(number)".utf8) : nil,
            verdict: verdict, line: line.map { Array($0.utf8) }, outputEnd: 0)
    }

    private func script(
        _ settled: [SettledDemands.Settled], demand: UInt64, checkpoints: Set<UInt64> = [],
        _ adjust: (inout VoterPlan) -> Void = { _ in }
    ) throws(ReplayFlaw) -> ReplayScript {
        var plan = VoterPlan(replicas: 2, agree: 2, restrictive: Array("SAFE".utf8))
        adjust(&plan)
        var maker = ReplayScriptMaker(plan, demand: demand)
        for one in settled {
            maker.take(one)
            guard checkpoints.contains(one.number) else { continue }
            let text = CheckpointText(
                latch: 0, previous: Array("before".utf8), state: Array("s\(one.number)".utf8))
            let at = JournalEntry.Checkpoint(
                number: one.number, inputEnd: 0, outputEnd: 0, keepFrom: 1)
            text.bytes.withUnsafeBytes { maker.take(at, $0) }
        }
        return try maker.finish(undecided: [RunPosition.Undecided]())
    }

    @Test func `without state it is the demand alone`() throws {
        let found = try script([settled(1), settled(2), settled(3)], demand: 2)
        #expect(found.history.isEmpty && found.demand.number == 2)
        #expect(found.demand.agreed == Array("yes".utf8))
    }

    @Test func `with state those before it come first, but for those that nobody was asked`()
        throws
    {
        let found = try script(
            [
                settled(1), settled(2, nil, verdict: .restrictive, isRecorded: false),
                settled(3, "SAFE", verdict: .restrictive), settled(4), settled(5),
            ], demand: 4
        ) { $0.isStateful = true }
        #expect(found.history.map(\.number) == [1, 3])
        #expect(found.history.map { $0.agreed == nil } == [false, true])
    }

    @Test func `what went out before is that of each demand, withheld ones included`() throws {
        let run = [
            settled(1), settled(2, nil, verdict: .restrictive), settled(3, "no"), settled(4),
        ]
        let found = try script(run, demand: 4) {
            $0.isStateful = true
            $0.hasFeedback = true
        }
        let before = (found.history + [found.demand]).map {
            String(decoding: $0.previous, as: UTF8.self)
        }
        #expect(before == ["SAFE", "yes", "SAFE", "no"])
        #expect(found.history[1].isWithheld)
    }

    @Test func `where the beginning is gone the last checkpoint before it stands for that`() throws
    {
        let run = (7...12).map { settled($0) }
        let found = try script(run, demand: 11, checkpoints: [6, 8, 11]) { $0.isStateful = true }
        #expect(found.checkpoint == .init(number: 8, state: Array("s8".utf8)))
        #expect(found.history.map(\.number) == [9, 10])
        #expect(throws: ReplayFlaw.historyLetGo(first: 7)) {
            try script(run, demand: 8, checkpoints: [8, 11]) { $0.isStateful = true }
        }
        let whole = (1...12).map { settled($0) }
        let all = try script(whole, demand: 11, checkpoints: [8]) { $0.isStateful = true }
        #expect(all.checkpoint == nil && all.history.count == 10)
    }

    @Test func `the first one behind a checkpoint carries what that knows went out before`() throws
    {
        for demand: UInt64 in [8, 9] {
            let run = [
                settled(7, "a"), settled(8, "b", isRecorded: demand != 9), settled(9), settled(10),
            ]
            let found = try script(run, demand: demand, checkpoints: [7]) {
                $0.isStateful = true
                $0.hasFeedback = true
            }
            let previous = String(decoding: found.demand.previous, as: UTF8.self)
            #expect(previous == (demand == 8 ? "before" : "b"))
        }
    }

    @Test func `what is too long is begun at a checkpoint, if one is near enough`() throws {
        let run = (1...9).map { settled($0) }
        func found(_ checkpoints: Set<UInt64>) throws -> ReplayScript {
            try script(run, demand: 9, checkpoints: checkpoints) {
                $0.isStateful = true
                // Of two demands.
                $0.historyBytesMax = 51
            }
        }
        #expect(try found([7]).history.map(\.number) == [8])
        #expect(try found([8]).history.isEmpty)
        #expect(try found([2, 6]).history.map(\.number) == [7, 8])
        #expect(throws: ReplayFlaw.historyTooLong(bytes: 200, most: 51)) { try found([3]) }
    }

    @Test func `what cannot be replayed says why`() {
        let run = [
            settled(1), settled(2, nil, verdict: .restrictive, isRecorded: false), settled(3),
        ]
        #expect(throws: ReplayFlaw.beyondEnd(last: 3)) { try script(run, demand: 4) }
        #expect(throws: ReplayFlaw.beyondEnd(last: 0)) { try script([], demand: 1) }
        #expect(throws: ReplayFlaw.notAsked) { try script(run, demand: 2) }
        let rest = [settled(7), settled(8)]
        #expect(throws: ReplayFlaw.letGo(first: 7)) { try script(rest, demand: 6) }
        #expect(throws: Never.self) { try script(rest, demand: 8) }
        #expect(throws: ReplayFlaw.historyLetGo(first: 7)) {
            try script(rest, demand: 8) { $0.isStateful = true }
        }
        #expect(throws: ReplayFlaw.historyTooLong(bytes: 25, most: 20)) {
            try script(run, demand: 3) {
                $0.isStateful = true
                $0.historyBytesMax = 20
            }
        }
    }
}
